package io.cryptodata.allinone.up;

import io.cryptodata.allinone.embedded.DiskReserve;
import io.cryptodata.api.config.ApiConfig;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.service.command.Inputs;
import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.streams.config.StreamsConfig;

import java.util.Set;

/// The configuration of `./cda up`: that of each process, without what follows from running on one machine.
///
/// @param api its port where no option comes before it
/// @param diskReserve in GB, where no option comes before it
/// @param http where health and metrics are served, on a port of the options
public record UpConfig(ProducersConfig producers, StreamsConfig streams, SinksConfig sinks, ApiConfig api,
        double diskReserve, HttpConfig http) {
    /// The addresses and logins of servers elsewhere, which do not apply where they belong to the run.
    public static final Set<String> OF_SERVERS_ELSEWHERE = Set.of("CDA_KAFKA", "CDA_KAFKA_SECURITY_PROTOCOL",
            "CDA_KAFKA_SASL_MECHANISM", "CDA_KAFKA_USER", "CDA_KAFKA_PASSWORD", "CDA_KAFKA_TRUST_STORE",
            "CDA_KAFKA_KEY_STORE", "CDA_KAFKA_KEY_PASSWORD", "CDA_REGISTRY", "CDA_CONNECT", "CDA_DATABASE_URL",
            "CDA_REGISTRY_USER", "CDA_REGISTRY_PASSWORD", "CDA_REGISTRY_TRUST_STORE", "CDA_CONNECT_USER",
            "CDA_CONNECT_PASSWORD", "CDA_CONNECT_TRUST_STORE");

    /// Addresses, logins, copies and members of the processes: they are one.
    private static final Set<String> NOT_APPLICABLE = Set.of("PRODUCERS_BOOTSTRAP_SERVERS", "PRODUCERS_REGISTRY_URL",
            "PRODUCERS_HTTP_HOST", "PRODUCERS_HTTP_PORT", "STREAMS_BOOTSTRAP_SERVERS", "STREAMS_REGISTRY_URL",
            "STREAMS_STATE_DIR", "STREAMS_REPLICAS", "STREAMS_INSTANCE", "STREAMS_SESSION_TIMEOUT", "STREAMS_STANDBYS",
            "STREAMS_HTTP_HOST", "STREAMS_HTTP_PORT", "SINKS_BOOTSTRAP_SERVERS", "SINKS_CONNECT_URL",
            "SINKS_REGISTRY_URL", "SINKS_DATABASE_URL", "SINKS_DATABASE_USER", "SINKS_DATABASE_PASSWORD",
            "SINKS_SOURCE_USER", "SINKS_SOURCE_PASSWORD", "SINKS_MAINTENANCE_USER", "SINKS_MAINTENANCE_PASSWORD",
            "SINKS_REPLICAS", "SINKS_HTTP_HOST", "SINKS_HTTP_PORT");

    public static UpConfig read(Settings settings) {
        settings.hide(OF_SERVERS_ELSEWHERE);
        settings.hide(NOT_APPLICABLE);
        settings.hide(ApiConfig.OF_SERVERS);
        return new UpConfig(ProducersConfig.read(settings, Inputs.none()),
                StreamsConfig.read(settings, Inputs.none(), StreamsConfig.Options.none()),
                SinksConfig.read(settings, Inputs.none(), SinksConfig.Options.none()),
                ApiConfig.read(settings, Inputs.none(), ApiConfig.Options.none()), DiskReserve.read(settings),
                HttpConfig.onLoopback(0).withToken(settings));
    }
}
