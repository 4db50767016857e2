package io.cryptodata.sinks.deployment;

/// How a connector was when it was looked at last.
///
/// @param healthy true if the connector and all its tasks run
/// @param detail states and reason, for people
/// @param restarts how often it was restarted because it had failed
public record ConnectorHealth(String name, boolean healthy, String detail, int restarts) {}
