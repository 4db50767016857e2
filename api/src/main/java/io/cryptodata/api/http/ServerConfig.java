package io.cryptodata.api.http;

/// Where the server listens, who may use it, and how much.
///
/// @param host an address of this machine, or `0.0.0.0` for all of them
/// @param port 0 for any free one
public record ServerConfig(String host, int port, Access access, Origins origins, Limits limits) {}
