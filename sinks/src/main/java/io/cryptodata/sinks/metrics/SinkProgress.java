package io.cryptodata.sinks.metrics;

import io.cryptodata.service.topic.GroupLag;
import io.cryptodata.service.topic.GroupProgress;
import io.cryptodata.sinks.deployment.SinkTable;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.admin.Admin;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// How far the sinks are in their topics, by the positions that they have committed.
final class SinkProgress {
    private final List<Sink> sinks;

    SinkProgress(List<SinkTable> tables, MeterRegistry meters) {
        sinks = tables.stream().map(Sink::new).toList();
        sinks.forEach(sink -> sink.bind(meters));
    }

    /// Asks the broker once.
    void measure(Admin admin) {
        sinks.forEach(
                sink -> sink.update(GroupLag.progress(admin, sink.table.group(), sink.table.topic())));
    }

    /// One sink; written by one thread, read by any.
    static final class Sink {
        private final SinkTable table;
        private volatile double lag = Double.NaN;
        private final AtomicLong written = new AtomicLong();
        private long committed = -1;

        Sink(SinkTable table) {
            this.table = table;
        }

        private void bind(MeterRegistry meters) {
            SinksMeters.LAG.gaugeIn(meters, this, sink -> sink.lag, table.connector());
            SinksMeters.ROWS.functionCounterIn(meters, this, sink -> sink.written.get(), table.connector());
        }

        /// A position that was set back counts again only what is written anew.
        void update(Optional<GroupProgress> progress) {
            if (progress.isEmpty()) {
                lag = Double.NaN;
                return;
            }
            long now = progress.get().committed();
            written.addAndGet(committed < 0 ? 0 : Math.max(0, now - committed));
            committed = now;
            lag = progress.get().lag();
        }

        double lag() {
            return lag;
        }

        long written() {
            return written.get();
        }
    }
}
