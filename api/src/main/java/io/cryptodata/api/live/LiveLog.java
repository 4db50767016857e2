package io.cryptodata.api.live;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The topics of the stream, wherever they are.
interface LiveLog extends AutoCloseable {
    /// The partitions as they are now.
    ///
    /// @throws RuntimeException if the broker does not respond, or a topic does not exist
    Layout layout();

    /// Where each partition had its first record of the last while.
    ///
    /// @param back how long ago that while began
    /// @param most records of a partition, at most
    Position recent(Layout layout, Duration back, int most);

    /// The first record that each partition still has.
    Position beginning(Layout layout);

    /// Reads partitions from their offsets.
    ///
    /// @param from offsets by slot
    Reading read(Layout layout, Map<Integer, Long> from);

    @Override
    void close();

    /// A reading of committed records, in the order of each partition. Not thread-safe.
    interface Reading extends AutoCloseable {
        /// The next events; empty if none arrived soon. Records that cannot be read are left out.
        List<LiveEvent> poll();

        /// Up to where a partition was read, exclusive.
        long offset(int slot);

        @Override
        void close();
    }
}
