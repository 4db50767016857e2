package io.cryptodata.api.rest;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What clients have to know about a server before they use it.
///
/// @param readingNeedsToken whether requests need the header `Authorization`
/// @param operatingEnabled whether an operator token is configured
/// @param grafanaUrl null if the page does not link to Grafana
public record About(String version, Instant startedAt, boolean readingNeedsToken, boolean operatingEnabled,
        @Nullable String grafanaUrl) {
    /// The version that the build wrote into the jar.
    public static String builtVersion() {
        String built = About.class.getPackage().getImplementationVersion();
        return built == null ? "development" : built;
    }
}
