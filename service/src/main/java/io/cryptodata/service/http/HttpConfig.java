package io.cryptodata.service.http;

import io.cryptodata.service.settings.Format;
import io.cryptodata.service.settings.Setting;
import io.cryptodata.service.settings.Settings;

import java.util.Optional;

/// Where the HTTP server of a process listens.
///
/// @param host an address of this machine, for example `127.0.0.1`, or `0.0.0.0` for all of them
/// @param port 0 for any free one
/// @param token that requests for metrics and reasons must carry; empty where everything is open
public record HttpConfig(String host, int port, Optional<HttpToken> token) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int LARGEST_PORT = 65_535;
    private static final String OFF = "off";
    private static final Setting<String> HOST = Setting
            .of("HTTP_HOST", Format.of("an address like 127.0.0.1", HttpConfig::hostOf),
                    "the address on which `/live`, `/ready` and `/metrics` are served; `0.0.0.0` for all of this machine")
            .withDefault(LOOPBACK);
    private static final Setting<Optional<Integer>> PORT = Setting.of("HTTP_PORT",
            Format.of("a port between 0 (any free one) and 65535, or off", HttpConfig::portOf),
            "the port of `/live`, `/ready` and `/metrics`; also `--http-port`");

    /// Open to everybody who reaches it.
    public HttpConfig(String host, int port) {
        this(host, port, Optional.empty());
    }

    public HttpConfig {
        if (host.isBlank()) {
            throw new IllegalArgumentException("HTTP_HOST must be an address like 127.0.0.1, but was empty");
        }
        if (port < 0 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("HTTP_PORT must be between 0 and 65535, but was '" + port + "'");
        }
    }

    /// On the loopback address, which only this machine can reach.
    public static HttpConfig onLoopback(int port) {
        return new HttpConfig(LOOPBACK, port);
    }

    /// The same with the token of the settings, where they have one.
    public HttpConfig withToken(Settings settings) {
        return new HttpConfig(host, port, HttpToken.read(settings));
    }

    /// The same on another port.
    public HttpConfig onPort(int other) {
        return new HttpConfig(host, other, token);
    }

    /// From the settings `HTTP_HOST` (default 127.0.0.1) and `HTTP_PORT`: a port, or `off` for no server.
    ///
    /// @param standard the port where `HTTP_PORT` is not set
    public static Optional<HttpConfig> from(Settings settings, int standard) {
        String host = settings.get(HOST);
        Optional<HttpToken> token = HttpToken.read(settings);
        return settings.get(PORT.withDefault(Integer.toString(standard)))
                .map(port -> new HttpConfig(host, port, token));
    }

    private static String hostOf(String text) {
        return new HttpConfig(text.strip(), 0).host();
    }

    private static Optional<Integer> portOf(String text) {
        return text.equals(OFF) ? Optional.empty() : Optional.of(onLoopback(Integer.parseInt(text)).port());
    }
}
