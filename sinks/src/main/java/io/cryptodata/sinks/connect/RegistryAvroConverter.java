package io.cryptodata.sinks.connect;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.storage.Converter;
import org.apache.pulsar.kafka.shade.io.confluent.connect.avro.AvroConverter;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.jspecify.annotations.Nullable;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Confluent's Avro converter, except that an unavailable registry is retriable and not a fault of the record: valid
/// records never become dead letters because of it. Requires `errors.retry.timeout=-1` to retry without a limit.
public final class RegistryAvroConverter implements Converter {
    /// unauthorised, forbidden, request timeout, too many requests
    private static final Set<Integer> RETRIABLE = Set.of(401, 403, 408, 429);
    private static final int NOT_FOUND = 404;
    /// the registry has no such subject, version or schema
    private static final Set<Integer> NOT_FOUND_CODES = Set.of(40401, 40402, 40403);
    private static final int SERVER_ERROR = 500;

    private final Converter confluent = new AvroConverter();

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        confluent.configure(settings, isKey);
    }

    @Override
    public byte @Nullable [] fromConnectData(String topic, @Nullable Schema schema, @Nullable Object value) {
        try {
            return confluent.fromConnectData(topic, schema, value);
        } catch (RuntimeException e) {
            throw classify(e);
        }
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte @Nullable [] value) {
        try {
            return confluent.toConnectData(topic, value);
        } catch (RuntimeException e) {
            throw classify(e);
        }
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
