package io.cryptodata.service.command;

import io.cryptodata.service.http.HttpConfig;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What a process is configured from. Options come first, then the addresses of an instance that runs in the data folder,
/// then the environment.
///
/// @param environment variables, for a configuration's `from`
/// @param data the data folder, absolute
/// @param kafka bootstrap servers by option or running instance
/// @param registry URL of the schema registry by option or running instance
/// @param httpPort by option
public record Inputs(Map<String, String> environment, Path data, Optional<String> kafka, Optional<String> registry,
        OptionalInt httpPort) {
    public Inputs {
        environment = Map.copyOf(environment);
    }

    /// The HTTP server that the options ask for, otherwise `configured`.
    public Optional<HttpConfig> http(Optional<HttpConfig> configured) {
        if (httpPort.isEmpty()) {
            return configured;
        }
        return Optional.of(configured.map(http -> new HttpConfig(http.host(), httpPort.getAsInt()))
                .orElseGet(() -> HttpConfig.onLoopback(httpPort.getAsInt())));
    }
}
