package io.cryptodata.sinks.slot;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.deployment.ConnectApi;
import io.cryptodata.sinks.deployment.ConnectorHealth;
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

/// Notices that the replication slot of the operators' tables is lost and mends it: the connector starts anew with a
/// snapshot, and what was deleted meanwhile is removed from the topics.
///
/// A slot counts as lost if the connector had come somewhere and the slot is missing, invalidated, or cannot give what
/// comes next. Every step may be repeated, so that one that fails is tried again at the next look.
public final class SlotWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SlotWatch.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String NAME = "slot " + OverridesSource.SLOT;

    private final ConnectApi connect;
    private final ReplicationSlot slot;
    private final StaleKeys staleKeys;
    private Work work = Work.COMPARE;
    private volatile int repairs;
    private volatile long behindBytes;
    private volatile ConnectorHealth health = new ConnectorHealth(NAME, false, "not looked at yet", 0);

    /// What is still to be done.
    private enum Work {
        /// look only
        NOTHING,
        /// compare the topics with the tables, as soon as the connector is past its snapshot
        COMPARE,
        /// a repair has begun and has not got through
        REPAIR
    }

    public SlotWatch(SinksConfig config) {
        this(new ConnectApi(config.connectUrl()), new ReplicationSlot(config.database(), OverridesSource.SLOT),
                config.bootstrap());
    }

    private SlotWatch(ConnectApi connect, ReplicationSlot slot, String bootstrap) {
        this(connect, slot, new StaleKeys(slot, bootstrap));
    }

    SlotWatch(ConnectApi connect, ReplicationSlot slot, StaleKeys staleKeys) {
        this.connect = connect;
        this.slot = slot;
        this.staleKeys = staleKeys;
    }

    /// Looks once and does what is to be done. Never throws.
    public void look() {
        try {
            if (work == Work.REPAIR) {
                repair("the last repair did not get through");
                return;
            }
            switch (slot.state()) {
                case SlotState.Missing _ when connect.sourceOffset(OverridesSource.NAME).isEmpty() ->
                    say(false, "not made yet: the connector makes it when it starts");
                case SlotState.Missing _ -> repair("it is missing");
                case SlotState.Lost(String reason) -> repair(reason);
                case SlotState.Kept kept -> lookAt(kept);
            }
        } catch (SQLException | IOException e) {
            say(false, (work == Work.REPAIR ? "lost, being mended: " : "not known: ") + e.getMessage());
        }
    }

    private void lookAt(SlotState.Kept kept) throws SQLException, IOException {
        behindBytes = kept.behindBytes();
        if (!kept.read() && hasGap(kept)) {
            repair("it cannot give what comes next: it was made anew");
        } else if (!kept.read()) {
            say(false, "nobody reads from it; %,d bytes behind".formatted(kept.behindBytes()));
        } else if (kept.endangered()) {
            say(false, "about to be lost: %,d bytes behind, more than max_slot_wal_keep_size".formatted(
                    kept.behindBytes()));
        } else {
            say(true, "read from, %,d bytes behind".formatted(kept.behindBytes()));
            if (work == Work.COMPARE && isPastSnapshot()) {
                compare();
            }
        }
    }

    /// What the connector has not seen yet must begin where the slot begins, or later.
    private boolean hasGap(SlotState.Kept kept) throws IOException {
        Optional<JsonNode> offset = connect.sourceOffset(OverridesSource.NAME);
        return offset.map(known -> known.path("lsn_proc").isNumber() ? known.path("lsn_proc") : known.path("lsn"))
                .filter(position -> position.isNumber() && position.longValue() < kept.restartLsn()).isPresent();
    }

    private boolean isPastSnapshot() throws IOException {
        Optional<JsonNode> offset = connect.sourceOffset(OverridesSource.NAME);
        return offset.isPresent() && offset.get().path("snapshot").isMissingNode();
    }

    private void compare() throws SQLException, IOException {
        if (staleKeys.any()) {
            stop();
            Map<String, Set<String>> removed = staleKeys.remove();
            connect.resume(OverridesSource.NAME);
            LOG.warn("rows were deleted while nobody listened; removed from the topics: {}", removed);
        }
        work = Work.NOTHING;
    }

    private void repair(String reason) throws SQLException, IOException {
        work = Work.REPAIR;
        LOG.error("replication slot {} is lost: {}; the operators' tables are read anew", slot.name(), reason);
        say(false, "lost: " + reason + "; the tables are read anew");
        stop();
        slot.drop();
        connect.forgetOffsets(OverridesSource.NAME);
        connect.resume(OverridesSource.NAME);
        repairs++;
        work = Work.COMPARE;
        say(false, "mended after it was lost: " + reason);
    }

    private void stop() throws IOException {
        connect.stop(OverridesSource.NAME);
        long deadline = System.nanoTime() + STOP_PATIENCE.toNanos();
        while (!connect.status(OverridesSource.NAME).map(ConnectorStatus::isStopped).orElse(false)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("connector " + OverridesSource.NAME + " did not stop within "
                        + STOP_PATIENCE.toSeconds() + " s");
            }
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for Connect", e);
        }
    }

    /// What the last look found; its restarts are the repairs.
    public ConnectorHealth health() {
        return health;
    }

    /// How much was written to the database's log since the position that the connector has confirmed.
    public long behindBytes() {
        return behindBytes;
    }

    private void say(boolean healthy, String detail) {
        health = new ConnectorHealth(NAME, healthy, detail, repairs);
    }

    @Override
    public void close() {
        connect.close();
    }
}
