package io.cryptodata.allinone.cli.tail;

import org.apache.avro.Schema;

/// Finds the schema that a record names by its id.
@FunctionalInterface
public interface SchemaLookup {

    Found byId(int id);

    /// What came of looking.
    sealed interface Found {
        /// The schema with that id.
        record Known(Schema schema) implements Found {}

        /// There is none, or nobody could be asked.
        record Missing(String reason) implements Found {}
    }
}
