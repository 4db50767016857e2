package io.cryptodata.sinks.projection;

/// Follows what is done with a table.
public interface StagingProgress {
    /// Called for every block of records that was read.
    ///
    /// @param done the part of the topic that has been read, 0 to 1
    void read(String table, long records, double done);

    /// Called when a step starts, such as `comparing`.
    void started(String table, String step);

    /// Ignores everything.
    static StagingProgress none() {
        return new StagingProgress() {
            @Override
            public void read(String table, long records, double done) {
                // not shown
            }

            @Override
            public void started(String table, String step) {
                // not shown
            }
        };
    }
}
