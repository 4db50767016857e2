package io.cryptodata.service.command;

import io.cryptodata.service.http.HttpConfig;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The sources of a process's configuration. Options come first, then the addresses of an instance that runs in the data
/// folder, then the environment.
///
/// @param environment all variables
/// @param data the data folder
/// @param kafka bootstrap servers by option or running instance
/// @param registry URL of the schema registry by option or running instance
/// @param httpPort by option
public record Inputs(Map<String, String> environment, Path data, Optional<String> kafka, Optional<String> registry,
        OptionalInt httpPort) {
    public Inputs {
        environment = Map.copyOf(environment);
    }

    /// Without options and without a running instance.
    public static Inputs of(Map<String, String> environment, Path data) {
        return new Inputs(environment, data, Optional.empty(), Optional.empty(), OptionalInt.empty());
    }

    /// The bootstrap servers, where nothing comes before those that are `configured`.
    public String kafka(String configured) {
        return kafka.orElse(configured);
    }

    /// The registry's URL, where nothing comes before the one that is `configured`.
    public String registry(String configured) {
        return registry.orElse(configured);
    }

    /// The HTTP server, where nothing comes before the one that is `configured`.
    public Optional<HttpConfig> http(Optional<HttpConfig> configured) {
        if (httpPort.isEmpty()) {
            return configured;
        }
        return Optional.of(configured.map(http -> new HttpConfig(http.host(), httpPort.getAsInt()))
                .orElseGet(() -> HttpConfig.onLoopback(httpPort.getAsInt())));
    }
}
