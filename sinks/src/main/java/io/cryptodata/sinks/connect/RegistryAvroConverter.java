package io.cryptodata.sinks.connect;

import io.cryptodata.service.http.HttpSecurity;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.storage.Converter;
import org.apache.pulsar.kafka.shade.io.confluent.connect.avro.AvroConverter;
import org.apache.pulsar.kafka.shade.io.confluent.connect.avro.AvroConverterConfig;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.schemaregistry.client.rest.RestService;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

import static java.util.Objects.requireNonNull;

/// Confluent's Avro converter, except for two things:
///
/// - An unavailable registry is retriable and not a fault of the record: valid records never become dead letters because
///   of it. Requires `errors.retry.timeout=-1` to retry without a limit.
/// - Confluent's converter reads the first record of each schema, and every record that [StructReader] cannot read; the
///   others are read without it, to equal structs.
///
/// Like every converter, for one thread.
public final class RegistryAvroConverter implements Converter {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryAvroConverter.class);
    /// unauthorised, forbidden, request timeout, too many requests
    private static final Set<Integer> RETRIABLE = Set.of(401, 403, 408, 429);
    private static final int NOT_FOUND = 404;
    /// the registry has no such subject, version or schema
    private static final Set<Integer> NOT_FOUND_CODES = Set.of(40401, 40402, 40403);
    private static final int SERVER_ERROR = 500;

    /// a zero byte and the id of the writer's schema
    private static final int HEAD = 1 + Integer.BYTES;
    /// schemas change rarely; beyond this many the cache is cleared
    private static final int CACHED_SCHEMAS = 100;

    private final Map<Integer, Known> known = new HashMap<>();
    private @Nullable SchemaRegistryClient registry;
    private @Nullable Converter confluent;
    private @Nullable BinaryDecoder decoder;

    /// How the records of a schema are read that Confluent's converter has read on this topic.
    private record Known(String topic, Schema schema, StructReader reader) {}

    @Override
    public void configure(Map<String, ?> given, boolean isKey) {
        Map<String, Object> settings = new HashMap<>(given);
        HttpSecurity security = WorkerRegistry.security();
        settings.putAll(login(security));
        AvroConverterConfig config = new AvroConverterConfig(settings);
        SchemaRegistryClient client = new CachedSchemaRegistryClient(rest(config, security),
                config.getMaxSchemasPerSubject(), List.of(new AvroSchemaProvider()), settings, config.requestHeaders());
        Converter converter = new AvroConverter(client);
        converter.configure(settings, isKey);
        registry = client;
        confluent = converter;
    }

    private static Map<String, String> login(HttpSecurity security) {
        return security.login().map(login -> Map.of("basic.auth.credentials.source", "USER_INFO",
                "basic.auth.user.info", login.user() + ":" + login.password())).orElse(Map.of());
    }

    /// Confluent's client reads no trust store in PEM.
    private static RestService rest(AvroConverterConfig config, HttpSecurity security) {
        RestService rest = new RestService(config.getSchemaRegistryUrls());
        security.trusted().map(SSLContext::getSocketFactory).ifPresent(rest::setSslSocketFactory);
        return rest;
    }

    @Override
    public byte @Nullable [] fromConnectData(String topic, @Nullable Schema schema, @Nullable Object value) {
        try {
            return requireNonNull(confluent).fromConnectData(topic, schema, value);
        } catch (RuntimeException e) {
            throw classify(e);
        }
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte @Nullable [] value) {
        if (value == null || value.length < HEAD || value[0] != 0) {
            return readByConfluent(topic, value);
        }
        int id = ByteBuffer.wrap(value).getInt(1);
        Known found = known.get(id);
        if (found != null && found.topic.equals(topic)) {
            try {
                return new SchemaAndValue(found.schema, read(found.reader, value));
            } catch (IOException | RuntimeException e) {
                return readByConfluent(topic, value); // whose exception is the reason, if it cannot read it either
            }
        }
        SchemaAndValue first = readByConfluent(topic, value);
        learn(topic, id, first, value);
        return first;
    }

    private SchemaAndValue readByConfluent(String topic, byte @Nullable [] value) {
        try {
            return requireNonNull(confluent).toConnectData(topic, value);
        } catch (RuntimeException e) {
            throw classify(e);
        }
    }

    /// Reads the next records of this schema without Confluent's converter if they can be read to equal structs.
    private void learn(String topic, int id, SchemaAndValue first, byte[] value) {
        try {
            Optional<StructReader> reader = StructReader.of(writerSchema(id), first.schema());
            if (reader.isPresent() && first.value().equals(read(reader.get(), value))) {
                if (known.size() >= CACHED_SCHEMAS) {
                    known.clear();
                }
                known.put(id, new Known(topic, first.schema(), reader.get()));
            }
        } catch (IOException | RestClientException | RuntimeException e) {
            LOG.warn("records of schema {} on {} are read by Confluent's converter, which is slower", id, topic, e);
        }
    }

    /// From the cache of the client, which Confluent's converter has filled.
    private org.apache.avro.Schema writerSchema(int id) throws IOException, RestClientException {
        return new org.apache.avro.Schema.Parser()
                .parse(requireNonNull(registry).getSchemaById(id).canonicalString());
    }

    private @Nullable Object read(StructReader reader, byte[] value) throws IOException {
        decoder = DecoderFactory.get().binaryDecoder(value, HEAD, value.length - HEAD, decoder);
        return reader.read(decoder);
    }

    private static ConnectException classify(RuntimeException failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isRegistryUnavailable(cause)) {
                return new RetriableException("the schema registry is unavailable: " + cause.getMessage(), failure);
            }
            root = cause;
        }
        return new DataException("not a value of this topic: " + root, failure);
    }

    /// A 404 with another error code comes from another server: the address is wrong, not the record.
    private static boolean isRegistryUnavailable(RestClientException response) {
        int status = response.getStatus();
        return status >= SERVER_ERROR || RETRIABLE.contains(status)
                || status == NOT_FOUND && !NOT_FOUND_CODES.contains(response.getErrorCode());
    }

    /// Only network causes count: a truncated value is an `EOFException`, which is an `IOException` too.
    private static boolean isRegistryUnavailable(Throwable cause) {
        return switch (cause) {
            case SocketException _,SocketTimeoutException _,UnknownHostException _,SSLException _ -> true;
            case TimeoutException _,org.apache.kafka.common.errors.TimeoutException _ -> true;
            case RestClientException response -> isRegistryUnavailable(response);
            // Confluent's converter throws it for statuses 500 to 599 of the registry
            case ConfigException _ -> true;
            default -> false;
        };
    }
}
