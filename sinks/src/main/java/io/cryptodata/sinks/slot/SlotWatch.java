package io.cryptodata.sinks.slot;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.retry.Await;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.deployment.ComponentHealth;
import io.cryptodata.sinks.deployment.ConnectApi;
import io.cryptodata.sinks.deployment.ConnectorStatus;
import io.cryptodata.sinks.deployment.OverridesSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Detects that the replication slot of the operators' tables is lost and repairs it: the connector restarts with a
/// snapshot, and keys of rows that were deleted meanwhile are removed from the topics.
///
/// A slot is lost if the connector has an offset and the slot is missing, was invalidated, or starts after that offset. The same
/// holds where the database has not reached the offset: an older state of it was restored, and the connector would skip all
/// changes up to there.
/// Every step can be repeated: a failed repair is retried at the next check.
public final class SlotWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SlotWatch.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final String NAME = "slot " + OverridesSource.SLOT;

    private final ConnectApi connect;
    private final ReplicationSlot slot;
    private final StaleKeys staleKeys;
    private Pending pending = Pending.COMPARISON;
    private volatile int repairs;
    private volatile long lagBytes;
    private volatile double retainedBytes = Double.NaN;
    private volatile double limitBytes = Double.NaN;
    private volatile ComponentHealth health = new ComponentHealth(NAME, false, "not checked yet", 0);

    /// What remains to be done.
    private enum Pending {
        NOTHING,
        /// compare the topics with the tables, as soon as the connector has completed its snapshot
        COMPARISON,
        /// a repair was started and has not succeeded
        REPAIR
    }

    public SlotWatch(ConnectApi connect, SinksConfig config) {
        this(connect, new ReplicationSlot(config.source(), OverridesSource.SLOT), config.broker());
    }

    private SlotWatch(ConnectApi connect, ReplicationSlot slot, KafkaAccess broker) {
        this(connect, slot, new StaleKeys(slot, broker));
    }

    SlotWatch(ConnectApi connect, ReplicationSlot slot, StaleKeys staleKeys) {
        this.connect = connect;
        this.slot = slot;
        this.staleKeys = staleKeys;
    }

    /// Checks the slot once and does what is pending. Throws only if it is interrupted.
    public void check() {
        try {
            if (pending == Pending.REPAIR) {
                repair("the last repair did not succeed");
                return;
            }
            switch (slot.state()) {
                case SlotState.Missing _ when connect.sourceOffset(OverridesSource.NAME).isEmpty() ->
                    report(false, "not created yet: the connector creates it when it starts");
                case SlotState.Missing _ -> repair("it is missing");
                case SlotState.Lost(String reason) -> repair(reason);
                case SlotState.Usable usable -> check(usable);
            }
        } catch (SQLException | IOException e) {
            report(false, (pending == Pending.REPAIR ? "lost, repair failed: " : "state unavailable: ")
                    + e.getMessage());
        }
    }

    private void check(SlotState.Usable usable) throws SQLException, IOException {
        lagBytes = usable.lagBytes();
        retainedBytes = usable.retainedBytes();
        limitBytes = usable.limitBytes() < 0 ? Double.NaN : usable.limitBytes();
        if (!usable.active() && hasGap(usable)) {
            repair("it was recreated and does not contain what the connector reads next");
        } else if (isAheadOfDatabase()) {
            repair("the database was restored to a state before the connector's position");
        } else if (!usable.active()) {
            report(false, "not being read; %,d bytes behind".formatted(usable.lagBytes()));
        } else if (usable.endangered()) {
            report(false, "about to be lost: %,d bytes behind, more than max_slot_wal_keep_size".formatted(
                    usable.lagBytes()));
        } else {
            report(true, "being read, %,d bytes behind".formatted(usable.lagBytes()));
            if (pending == Pending.COMPARISON && isSnapshotComplete()) {
                removeStaleKeys();
            }
        }
    }

    /// Whether the slot starts after the connector's offset.
    private boolean hasGap(SlotState.Usable usable) throws IOException {
        return position().filter(position -> position < usable.restartLsn()).isPresent();
    }

    /// Whether the connector has read beyond the end of the database's log. The end is read after the position.
    private boolean isAheadOfDatabase() throws SQLException, IOException {
        Optional<Long> position = position();
        return position.isPresent() && slot.state() instanceof SlotState.Usable now
                && position.get() > now.restartLsn() + now.retainedBytes();
    }

    /// The connector's position in the database's log.
    private Optional<Long> position() throws IOException {
        return connect.sourceOffset(OverridesSource.NAME)
                .map(read -> read.path("lsn_proc").isNumber() ? read.path("lsn_proc") : read.path("lsn"))
                .filter(JsonNode::isNumber).map(JsonNode::longValue);
    }

    private boolean isSnapshotComplete() throws IOException {
        Optional<JsonNode> offset = connect.sourceOffset(OverridesSource.NAME);
        return offset.isPresent() && offset.get().path("snapshot").isMissingNode();
    }

    private void removeStaleKeys() throws SQLException, IOException {
        if (staleKeys.any()) {
            stop();
            Map<String, Set<String>> removed = staleKeys.remove();
            connect.resume(OverridesSource.NAME);
            LOG.warn("rows were deleted while the slot was not being read; keys removed from the topics: {}", removed);
        }
        pending = Pending.NOTHING;
    }

    private void repair(String reason) throws SQLException, IOException {
        pending = Pending.REPAIR;
        LOG.error("replication slot {} is lost: {}; the operators' tables are read again", slot.name(), reason);
        report(false, "lost: " + reason + "; the tables are read again");
        stop();
        slot.drop();
        connect.deleteOffsets(OverridesSource.NAME);
        connect.resume(OverridesSource.NAME);
        repairs++;
        pending = Pending.COMPARISON;
        report(false, "repaired after it was lost: " + reason);
    }

    private void stop() throws IOException {
        connect.stop(OverridesSource.NAME);
        Optional<String> reason = Await.notReadyWithin(this::notStopped, STOP_TIMEOUT);
        if (reason.isPresent()) {
            throw new IOException("connector " + OverridesSource.NAME + " did not stop within "
                    + STOP_TIMEOUT.toSeconds() + " s: " + reason.get());
        }
    }

    private Optional<String> notStopped() {
        try {
            Optional<ConnectorStatus> status = connect.status(OverridesSource.NAME);
            return status.isPresent() && status.get().isStopped()
                    ? Optional.empty()
                    : Optional.of(status.map(ConnectorStatus::summary).orElse("no state reported"));
        } catch (IOException e) {
            return Optional.of("Connect does not respond: " + e.getMessage());
        }
    }

    /// The result of the last check; its restarts are the repairs.
    public ComponentHealth health() {
        return health;
    }

    /// The size of the database's log since the position that the connector has confirmed.
    public long lagBytes() {
        return lagBytes;
    }

    /// The size of the database's log that the slot keeps on the server's disk; NaN before a slot was found.
    public double retainedBytes() {
        return retainedBytes;
    }

    /// The size of that log at which the server gives up the slot; NaN if there is no limit.
    public double limitBytes() {
        return limitBytes;
    }

    private void report(boolean healthy, String detail) {
        health = new ComponentHealth(NAME, healthy, detail, repairs);
    }
}
