package io.cryptodata.api.query;

import java.util.List;

/// Something that can be read: over REST, over GraphQL, and from Java. All read the same rows by the same SQL.
public sealed interface ReadModel permits Listing, Document {
    /// The path below `/api/v1`, for example `tasks/runs`.
    String path();

    List<Parameter> parameters();

    /// The name in GraphQL, for example `tasks_runs`.
    default String name() {
        return path().replace('/', '_').replace('-', '_');
    }
}
