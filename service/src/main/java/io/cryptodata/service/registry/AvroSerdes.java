package io.cryptodata.service.registry;

import io.apicurio.registry.resolver.client.RegistryClientFacade;
import io.apicurio.registry.resolver.config.SchemaResolverConfig;
import io.apicurio.registry.resolver.strategy.ArtifactReference;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.apicurio.registry.serde.avro.AvroSerdeConfig;
import io.apicurio.registry.serde.config.IdOption;
import io.apicurio.registry.serde.config.SerdeConfig;
import io.cryptodata.service.http.HttpAccess;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Serdes for the values on topics: Confluent wire format (a zero byte, the schema's id in four bytes, Avro binary), ids
/// from the registry. Schemas are not registered implicitly: an unregistered schema is an error.
///
/// A record that cannot be read or written is a `SerializationException`; an unavailable registry is a
/// [RegistryUnavailableException], and the record can be retried.
public final class AvroSerdes {
    /// the path of the registry's own API below its base URL
    static final String REGISTRY_API = "/apis/registry/v3";

    private static final String OUR_RECORDS = "io.cryptodata.schemas.avro";
    /// the schema of an id never changes: it is fetched once a day, and kept while the registry does not respond
    private static final Duration CHECK_PERIOD = Duration.ofDays(1);
    private static final int RETRIES = 3;
    private static final Duration RETRY_BACKOFF = Duration.ofMillis(300);
    /// referenced, because an unreferenced logger is collected and loses its level
    private static final Logger REGISTRY_CLIENT = Logger.getLogger("DefaultSchemaResolver");
    private static final Logger SHARED_CLIENT = Logger
            .getLogger("io.apicurio.registry.client.common.DefaultVertxInstance");

    /// no record on a topic is larger; Avro's own limits are the largest array that Java has
    private static final String LONGEST_TEXT = Integer.toString(16 << 20);
    private static final String MOST_ITEMS = Integer.toString(1 << 20);

    static {
        trustOurRecords();
        limitLengths();
        REGISTRY_CLIENT.setLevel(Level.WARNING); // below it the client prints every schema in full
        SHARED_CLIENT.setLevel(Level.SEVERE); // it warns of every process that has one client
    }

    private AvroSerdes() {}

    /// A serde for values of one type.
    ///
    /// @param registry not contacted before the first record
    /// @throws IllegalArgumentException if its URL is not http or https, or has a path
    public static <T extends SpecificRecord> Serde<T> of(Class<T> type, HttpAccess registry) {
        requireBase(registry.url());
        return configured(new AvroKafkaSerializer<>(), new AvroKafkaDeserializer<>(), type, settings(registry));
    }

    /// A serde for a registry without a login.
    ///
    /// @param registryUrl the registry's base, for example `http://127.0.0.1:8081`
    public static <T extends SpecificRecord> Serde<T> of(Class<T> type, String registryUrl) {
        return of(type, HttpAccess.plain(registryUrl));
    }

    /// A serde that uses any registry client, for tests and tools.
    public static <T extends SpecificRecord> Serde<T> of(Class<T> type, RegistryClientFacade registry) {
        return configured(new AvroKafkaSerializer<>(registry), new AvroKafkaDeserializer<>(registry), type,
                settings(HttpAccess.plain("http://not.used")));
    }

    private static void requireBase(String url) {
        URI uri = URI.create(url);
        boolean plainBase = uri.getPath() == null || uri.getPath().isEmpty();
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http || !plainBase || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "registry URL must be a base like 'http://127.0.0.1:8081', but was '" + url + "'");
        }
    }

    private static <T extends SpecificRecord> Serde<T> configured(AvroKafkaSerializer<T> serializer,
            AvroKafkaDeserializer<T> deserializer, Class<T> type, Map<String, Object> settings) {
        serializer.configure(settings, false);
        deserializer.configure(settings, false);
        var reader = new WireDeserializer<>(deserializer, id -> schemaOf(deserializer, id), type);
        return Serdes.serdeFrom(new CheckedWriter<>(new WireSerializer<>(serializer)),
                new CheckedReader<>(reader, type));
    }

    private static Schema schemaOf(AvroKafkaDeserializer<?> deserializer, int id) {
        return deserializer.getSchemaResolver()
                .resolveSchemaByArtifactReference(ArtifactReference.fromContentId((long) id)).getParsedSchema()
                .getParsedSchema();
    }

    private static Map<String, Object> settings(HttpAccess registry) {
        Map<String, Object> settings = new HashMap<>(resolving(registry.url()));
        registry.security().login().ifPresent(login -> {
            settings.put(SchemaResolverConfig.AUTH_USERNAME, login.user());
            settings.put(SchemaResolverConfig.AUTH_PASSWORD, login.password());
        });
        registry.security().trustStore().ifPresent(file -> {
            settings.put(SchemaResolverConfig.TLS_TRUSTSTORE_TYPE, "PEM");
            settings.put(SchemaResolverConfig.TLS_TRUSTSTORE_LOCATION, file.toString());
        });
        return settings;
    }

    private static Map<String, Object> resolving(String base) {
        // dereferenced: nested records stay nested, as registered, instead of becoming references
        return Map.of(SchemaResolverConfig.REGISTRY_URL, base + REGISTRY_API,
                SchemaResolverConfig.DEREFERENCE_SCHEMA, true,
                SchemaResolverConfig.AUTO_REGISTER_ARTIFACT, false,
                SchemaResolverConfig.CHECK_PERIOD_MS, CHECK_PERIOD.toMillis(),
                SchemaResolverConfig.FAULT_TOLERANT_REFRESH, true,
                SchemaResolverConfig.RETRY_COUNT, RETRIES,
                SchemaResolverConfig.RETRY_BACKOFF_MS, RETRY_BACKOFF.toMillis(),
                SerdeConfig.USE_ID, IdOption.contentId.name(),
                AvroSerdeConfig.USE_SPECIFIC_AVRO_READER, true);
    }

    /// Avro 1.12.2 instantiates only classes that are declared trusted.
    private static void trustOurRecords() {
        ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
        ClassSecurityValidator
                .setGlobal(type -> type.getPackageName().equals(OUR_RECORDS) || before.isTrusted(type));
    }

    /// A length in a damaged record would allocate memory for what it promises. Set before Avro reads these properties.
    private static void limitLengths() {
        System.setProperty("org.apache.avro.limits.string.maxLength", LONGEST_TEXT);
        System.setProperty("org.apache.avro.limits.bytes.maxLength", LONGEST_TEXT);
        System.setProperty("org.apache.avro.limits.collectionItems.maxLength", MOST_ITEMS);
    }
}
