package io.cryptodata.sinks.deployment;

/// The health of a connector, or of the replication slot, at the last check.
///
/// @param healthy whether the connector and all its tasks run, or the slot is being read
/// @param detail states and reason, for people
/// @param restarts number of restarts because of a failure
public record ComponentHealth(String name, boolean healthy, String detail, int restarts) {}
