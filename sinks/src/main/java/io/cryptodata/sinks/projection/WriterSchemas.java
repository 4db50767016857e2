package io.cryptodata.sinks.projection;

import org.apache.avro.Schema;

import java.util.Optional;

/// Finds the schema with which a record was written.
@FunctionalInterface
public interface WriterSchemas {
    /// @return empty if no schema has that id
    /// @throws io.cryptodata.service.registry.RegistryUnavailableException if the registry does not respond
    Optional<Schema> byId(int id);
}
