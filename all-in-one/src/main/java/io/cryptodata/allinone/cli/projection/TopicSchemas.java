package io.cryptodata.allinone.cli.projection;

import io.cryptodata.api.topic.RegistrySchemas;
import io.cryptodata.api.topic.SchemaLookup;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.registry.RegistryUnavailableException;
import io.cryptodata.sinks.projection.WriterSchemas;
import org.apache.avro.Schema;

import java.util.Optional;

/// The schemas of a registry.
public record TopicSchemas(SchemaLookup lookup) implements WriterSchemas {
    /// @param registryUrl base URL without a path
    public static TopicSchemas of(HttpAccess registry) {
        return new TopicSchemas(new RegistrySchemas(registry));
    }

    @Override
    public Optional<Schema> byId(int id) {
        return switch (lookup.byId(id)) {
            case SchemaLookup.Found.Present(Schema schema) -> Optional.of(schema);
            case SchemaLookup.Found.Missing _ -> Optional.empty();
            case SchemaLookup.Found.Unavailable(String reason) ->
                throw new RegistryUnavailableException(reason, new IllegalStateException(reason));
        };
    }
}
