package io.cryptodata.api.http;

import io.helidon.webserver.http.HttpRules;

/// The routes of one subject of the read API. Handlers run on a virtual thread of their own, and may block.
///
/// A handler reads its parameters with [Query], throws [ProblemException] for what the client has to change, and answers
/// with [Replies]. What else it throws becomes a problem, too: see [Problems].
public interface Resource {
    /// Adds the routes.
    ///
    /// @param rules paths are relative to `/api/v1`, for example `/markets`
    void routes(HttpRules rules);
}
