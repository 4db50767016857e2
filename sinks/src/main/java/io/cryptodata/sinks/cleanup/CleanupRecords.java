package io.cryptodata.sinks.cleanup;

import java.io.IOException;

/// Where cleanups are recorded.
@FunctionalInterface
public interface CleanupRecords {
    /// @throws IOException if it could not be recorded; the cleanup is done all the same
    void add(CleanupReport report) throws IOException;
}
