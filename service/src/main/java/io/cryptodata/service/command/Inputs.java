package io.cryptodata.service.command;

import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.http.HttpSecurity;
import io.cryptodata.service.instance.Endpoints;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.kafka.KafkaSecuritySettings;
import io.cryptodata.service.settings.Setting;
import io.cryptodata.service.settings.Settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// What a process is given beside its settings. An option comes first, then the setting of the process, then the one that
/// all processes share, then the address of an instance that runs in the data folder, then the default.
///
/// @param data the data folder
/// @param options of the command line
/// @param running the addresses of the instance in the data folder
public record Inputs(Path data, Options options, Endpoints running) {
    /// Options of every process.
    ///
    /// @param kafka bootstrap servers
    /// @param registry URL of the schema registry
    public record Options(Optional<String> kafka, Optional<String> registry, OptionalInt httpPort) {
        public static Options none() {
            return new Options(Optional.empty(), Optional.empty(), OptionalInt.empty());
        }
    }

    /// Without options and without a running instance.
    public static Inputs of(Path data) {
        return new Inputs(data, Options.none(), new Endpoints(Map.of()));
    }

    /// Without options, without a running instance, with the usual data folder.
    public static Inputs none() {
        return of(Path.of(".cda"));
    }

    /// The bootstrap servers.
    ///
    /// @param own the setting of the process
    private String kafka(Settings settings, Setting<String> own) {
        return first(options.kafka, settings.find(own), ServerAddresses.find(settings, ServerAddresses.KAFKA),
                running.find(Endpoints.KAFKA_BOOTSTRAP)).orElseGet(() -> settings.get(own));
    }

    /// The brokers with the security of the connection.
    ///
    /// @param own the setting of the process
    public KafkaAccess broker(Settings settings, Setting<String> own) {
        return new KafkaAccess(kafka(settings, own), KafkaSecuritySettings.read(settings));
    }

    /// The schema registry with the login of requests.
    ///
    /// @param own the setting of the process
    public HttpAccess registry(Settings settings, Setting<String> own) {
        String url = first(options.registry, settings.find(own),
                ServerAddresses.find(settings, ServerAddresses.REGISTRY), running.find(Endpoints.REGISTRY_URL))
                .orElseGet(() -> settings.get(own));
        return new HttpAccess(url, HttpSecurity.read(settings, ServerAddresses.REGISTRY_PREFIX));
    }

    /// The HTTP server, where no option comes before the one that is `configured`.
    public Optional<HttpConfig> http(Optional<HttpConfig> configured) {
        if (options.httpPort.isEmpty()) {
            return configured;
        }
        int port = options.httpPort.getAsInt();
        return Optional.of(configured.map(http -> http.onPort(port))
                .orElseGet(() -> HttpConfig.onLoopback(port)));
    }

    /// The first value that is present.
    @SafeVarargs
    public static Optional<String> first(Optional<String>... values) {
        return Stream.of(values).flatMap(Optional::stream).findFirst();
    }
}
