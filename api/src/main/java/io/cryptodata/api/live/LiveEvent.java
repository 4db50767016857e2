package io.cryptodata.api.live;

/// A record of a topic as an event, encoded once for all streams.
///
/// @param slot of its partition in the layout
/// @param market empty for a run of a task
/// @param timeframe its code; empty for a run of a task
/// @param closed whether its bucket is complete
/// @param appendedAt when the broker appended it, in milliseconds
/// @param frame the lines of the event without its id, and without the blank line at the end
record LiveEvent(int slot, long offset, LiveTopic topic, String market, String timeframe, boolean closed,
        long appendedAt, byte[] frame) {
    /// What objects and references take beside the frame, in bytes.
    private static final int OVERHEAD = 250;

    /// Its size in memory, roughly.
    int bytes() {
        return frame.length + OVERHEAD;
    }
}
