package io.cryptodata.sinks.config;

import io.cryptodata.sinks.database.DatabaseAccess;

import java.time.Duration;

/// Where the sinks find what they connect, and how much of it they use.
///
/// @param bootstrap where the broker is, for example `127.0.0.1:9092`
/// @param connectUrl base URL of Connect's REST interface, for example `http://127.0.0.1:8083`
/// @param registryUrl base URL of the schema registry without a path, for example `http://127.0.0.1:8081`
/// @param tasks how many tasks each connector may have
/// @param replicas how many copies a dead-letter topic gets if Connect has to make it
/// @param patience how long to wait at start for Connect and for RUNNING connectors
/// @param lookEvery how often to look whether a connector has failed
/// @param cleanup when replaced indicator rows are removed
public record SinksConfig(String bootstrap, String connectUrl, String registryUrl, DatabaseAccess database, int tasks,
        int replicas, Duration patience, Duration lookEvery, CleanupConfig cleanup) {
    private static final int MOST_TASKS = 64;

    public SinksConfig {
        require(!bootstrap.isBlank(), "bootstrap must be like 'host:port'", bootstrap);
        requireUrl(connectUrl, "connectUrl");
        requireUrl(registryUrl, "registryUrl");
        require(tasks >= 1 && tasks <= MOST_TASKS, "tasks must be between 1 and " + MOST_TASKS, tasks);
        require(replicas >= 1, "replicas must be at least 1", replicas);
        require(patience.isPositive(), "patience must be positive", patience);
        require(lookEvery.isPositive(), "lookEvery must be positive", lookEvery);
    }

    /// One machine: two tasks per connector, one copy, a minute of patience, a look every five seconds, a cleanup every Sunday.
    public static SinksConfig onOneMachine(String bootstrap, String connectUrl, String registryUrl,
            DatabaseAccess database) {
        return new SinksConfig(bootstrap, connectUrl, registryUrl, database, 2, 1, Duration.ofSeconds(90),
                Duration.ofSeconds(5), CleanupConfig.weekly());
    }

    /// The same with other cleanups.
    public SinksConfig withCleanup(CleanupConfig other) {
        return new SinksConfig(bootstrap, connectUrl, registryUrl, database, tasks, replicas, patience, lookEvery,
                other);
    }

    private static void requireUrl(String url, String name) {
        require(url.matches("https?://[^/]+"), name + " must be like 'http://host:port', without a path", url);
    }

    private static void require(boolean holds, String expectation, Object actual) {
        if (!holds) {
            throw new IllegalArgumentException(expectation + ", but was '" + actual + "'");
        }
    }
}
