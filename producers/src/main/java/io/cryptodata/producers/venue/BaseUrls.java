package io.cryptodata.producers.venue;

import java.net.URI;
import java.util.Map;

/// The base URLs of a venue's APIs. A venue may serve its contracts from other hosts than its spot market.
///
/// @param main for every role that is not in `others`, for example `https://api.binance.com`
/// @param others by role, for example `linear`
public record BaseUrls(URI main, Map<String, URI> others) {
    /// The role of the host for contracts that are settled in their quote.
    public static final String LINEAR = "linear";
    /// The role of the host for contracts that are settled in their base.
    public static final String INVERSE = "inverse";

    public BaseUrls {
        others = Map.copyOf(others);
    }

    /// Everything at one address.
    public static BaseUrls at(URI everything) {
        return new BaseUrls(everything, Map.of());
    }

    /// The address for a role.
    public URI of(String role) {
        return others.getOrDefault(role, main);
    }
}
