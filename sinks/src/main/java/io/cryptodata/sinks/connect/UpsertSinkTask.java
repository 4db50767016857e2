package io.cryptodata.sinks.connect;

import io.cryptodata.service.logging.MarketLog;
import io.cryptodata.service.retry.Backoff;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC.MDCCloseable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/// Writes polled records to the table. Retries while the database is unavailable, reports a bad record, and fails on
/// anything else with a message that names the remedy.
public final class UpsertSinkTask extends SinkTask {
    private static final Logger LOG = LoggerFactory.getLogger(UpsertSinkTask.class);
    private static final Backoff RETRIES = Backoff.between(Duration.ofMillis(250), Duration.ofSeconds(10));

    private @Nullable UpsertConfig config;
    private @Nullable DatabaseSession session;
    private int failures;
    private long firstFailureNanos;

    /// A record that cannot become a row, and why.
    private record Errant(SinkRecord origin, BadRowException reason) {}

    @Override
    public void start(Map<String, String> properties) {
        UpsertConfig read = UpsertConfig.from(properties);
        config = read;
        session = new DatabaseSession(read);
        failures = 0;
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        List<Errant> errants = new ArrayList<>();
        try {
            write(List.copyOf(records), errants);
        } catch (SQLException e) {
            throw connectException(e);
        }
        failures = 0;
        report(errants);
    }

    private void write(List<SinkRecord> records, List<Errant> errants) throws SQLException {
        DatabaseSession.Open database = requireNonNull(session).open();
        List<Row> rows = new ArrayList<>(records.size());
        for (SinkRecord each : records) {
            try {
                rows.add(database.mapper().rowOf(each));
            } catch (BadRowException e) {
                errants.add(new Errant(each, e));
            }
        }
        int batchSize = requireNonNull(config).batchSize();
        for (int from = 0; from < rows.size(); from += batchSize) {
            List<Row> batch = rows.subList(from, Math.min(from + batchSize, rows.size()));
            database.writer().write(batch).forEach(rejected -> errants.add(errant(rejected)));
        }
    }

    private Errant errant(UpsertWriter.Rejected rejected) {
        SQLException reason = rejected.reason();
        return new Errant(rejected.row().origin(),
                new BadRowException("the database rejected the row of table %s: %s (SQLState %s)"
                        .formatted(requireNonNull(config).table(), reason.getMessage(), reason.getSQLState()),
                        reason));
    }

    /// Last, so that a batch that is retried because the database became unavailable does not report twice.
    private void report(List<Errant> errants) {
        if (errants.isEmpty()) {
            return;
        }
        ErrantRecordReporter reporter = context.errantRecordReporter();
        for (Errant errant : errants) {
            if (reporter == null) {
                throw new ConnectException("no dead-letter topic is configured for the record at %s-%d@%d".formatted(
                        errant.origin.topic(), errant.origin.kafkaPartition(), errant.origin.kafkaOffset()),
                        errant.reason);
            }
            // Connect logs it in this thread, and waits for reported records before it commits offsets
            try (MDCCloseable _ = MarketLog.about(String.valueOf(errant.origin.key()))) {
                var unused = reporter.report(errant.origin, errant.reason);
            }
        }
    }

    /// The exception for a failure that is no record's fault: retriable or final.
    private ConnectException connectException(SQLException e) {
        UpsertConfig current = requireNonNull(config);
        requireNonNull(session).close();
        if (SqlErrorKind.of(e) == SqlErrorKind.SETUP) {
            return new ConnectException(
                    "table %s cannot be written: %s (SQLState %s); check the login, and run ./cda migrate if a table or column is missing"
                            .formatted(current.table(), e.getMessage(), e.getSQLState()),
                    e);
        }
        if (failures++ == 0) {
            firstFailureNanos = System.nanoTime();
        }
        if (System.nanoTime() - firstFailureNanos > current.retryTimeout().toNanos()) {
            return new ConnectException(
                    "the database %s has been unavailable for more than %d seconds: %s; start it, then restart the connector"
                            .formatted(current.database(), current.retryTimeout().toSeconds(), e.getMessage()),
                    e);
        }
        Duration pause = RETRIES.after(failures);
        LOG.warn("the database {} is unavailable, retrying in {} ms: {}", current.database(), pause.toMillis(),
                e.getMessage());
        context.timeout(pause.toMillis());
        return new RetriableException("the database %s is unavailable: %s".formatted(current.database(),
                e.getMessage()), e);
    }

    @Override
    public void stop() {
        DatabaseSession open = session;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public String version() {
        return UpsertSinkConnector.VERSION;
    }
}
