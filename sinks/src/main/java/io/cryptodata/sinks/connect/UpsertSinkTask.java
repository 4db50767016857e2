package io.cryptodata.sinks.connect;

import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/// Lands polled records in the table. A database that is away is waited for, a bad record is reported, and anything else
/// stops the task with a sentence that says what to do.
public final class UpsertSinkTask extends SinkTask {
    private static final Logger LOG = LoggerFactory.getLogger(UpsertSinkTask.class);

    private @Nullable UpsertConfig settings;
    private @Nullable DatabaseSession session;
    private @Nullable Backoff backoff;

    /// A record that cannot be a row, and why.
    private record Errant(SinkRecord origin, BadRowException reason) {}

    @Override
    public void start(Map<String, String> properties) {
        UpsertConfig given = UpsertConfig.from(properties);
        settings = given;
        session = new DatabaseSession(given);
        backoff = new Backoff(given.patience(), System::nanoTime);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        List<Errant> errants = new ArrayList<>();
        try {
            land(List.copyOf(records), errants);
        } catch (SQLException e) {
            throw explained(e);
        }
        requireNonNull(backoff).succeeded();
        report(errants);
    }

    private void land(List<SinkRecord> records, List<Errant> errants) throws SQLException {
        DatabaseSession.Opened database = requireNonNull(session).opened();
        List<Row> rows = new ArrayList<>(records.size());
        for (SinkRecord each : records) {
            try {
                rows.add(database.mapper().rowOf(each));
            } catch (BadRowException e) {
                errants.add(new Errant(each, e));
            }
        }
        int batchSize = requireNonNull(settings).batchSize();
        for (int from = 0; from < rows.size(); from += batchSize) {
            List<Row> batch = rows.subList(from, Math.min(from + batchSize, rows.size()));
            database.writer().land(batch).forEach(refused -> errants.add(errant(refused)));
        }
    }

    private Errant errant(UpsertWriter.Refused refused) {
        SQLException reason = refused.reason();
        return new Errant(refused.row().origin(),
                new BadRowException("the database refuses the row of table %s: %s (SQLState %s)"
                        .formatted(requireNonNull(settings).table(), reason.getMessage(), reason.getSQLState()),
                        reason));
    }

    /// Reported last, so that a batch that is repeated because the database went away does not report twice.
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
            // Connect itself waits for what was reported before it commits offsets
            var unused = reporter.report(errant.origin, errant.reason);
        }
    }

    /// What Connect should do about a failure that is no record's fault.
    private ConnectException explained(SQLException e) {
        UpsertConfig given = requireNonNull(settings);
        Backoff waiting = requireNonNull(backoff);
        requireNonNull(session).close();
        if (SqlTrouble.of(e) == SqlTrouble.SETUP) {
            return new ConnectException(
                    "table %s cannot be written: %s (SQLState %s); check the login, and run ./cda migrate if a table or column is missing"
                            .formatted(given.table(), e.getMessage(), e.getSQLState()),
                    e);
        }
        Duration pause = waiting.failed();
        if (waiting.exhausted()) {
            return new ConnectException(
                    "the database %s has been away for more than %d seconds: %s; start it, then restart the connector"
                            .formatted(given.database(), given.patience().toSeconds(), e.getMessage()),
                    e);
        }
        LOG.warn("the database {} is away, trying again in {} ms: {}", given.database(), pause.toMillis(),
                e.getMessage());
        context.timeout(pause.toMillis());
        return new RetriableException("the database %s is away: %s".formatted(given.database(), e.getMessage()), e);
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
