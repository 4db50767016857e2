package io.cryptodata.sinks.cleanup;

/// What came of trying to clean up.
public sealed interface CleanupResult {
    /// It ran; how it went is in the report.
    record Ran(CleanupReport report) implements CleanupResult {}

    /// Another cleanup of this database is under way, so that this one did nothing.
    record RunsElsewhere() implements CleanupResult {}
}
