package io.cryptodata.api.topic;

import org.apache.avro.Schema;

/// Finds a schema by the id in a record.
@FunctionalInterface
public interface SchemaLookup {

    Found byId(int id);

    /// The result of a lookup.
    sealed interface Found {
        /// The schema with that id.
        record Present(Schema schema) implements Found {}

        /// No schema has that id.
        record Missing(String reason) implements Found {}

        /// The registry does not respond.
        record Unavailable(String reason) implements Found {}
    }
}
