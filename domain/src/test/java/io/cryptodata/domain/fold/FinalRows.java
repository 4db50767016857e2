package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.LastId;

import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/// What a reader has at last: the newest record per row and per longer candle. Every record must be newer than the one it
/// replaces, and different unless repeats are allowed.
final class FinalRows implements FoldOutput {
    /// The key of a row.
    record Key(Timeframe timeframe, long id) {}

    private final Map<Key, EmittedRow> rows = new HashMap<>();
    private final Map<Key, EmittedRollup> rollups = new HashMap<>();
    private long changesFrom = Long.MIN_VALUE;
    private int replaced;

    /// Rows may be emitted again with the same values.
    static FinalRows withRepeats() {
        FinalRows rows = new FinalRows();
        rows.changesFrom = Long.MAX_VALUE;
        return rows;
    }

    /// From now on only rows of older hours may be repeated.
    void requireChangesFrom(long hour) {
        changesFrom = hour;
    }

    @Override
    public void indicators(IndicatorRow emitted) {
        EmittedRow row = EmittedRow.copyOf(emitted);
        EmittedRow former = rows.put(new Key(row.timeframe(), row.lastId()), row);
        if (former != null) {
            replaced++;
            assertThat(row.revision()).as("revision of %s", row).isGreaterThan(former.revision());
            if (LastId.epochHourIn(row.lastId()) >= changesFrom) {
                assertThat(unversioned(row)).as("a row that is emitted again has changed")
                        .isNotEqualTo(unversioned(former));
            }
        }
    }

    @Override
    public void rollup(RollupRow emitted) {
        EmittedRollup rollup = EmittedRollup.copyOf(emitted);
        EmittedRollup former = rollups.put(new Key(rollup.timeframe(), rollup.bucketStart()), rollup);
        if (former != null) {
            assertThat(rollup.revision()).as("revision of %s", rollup).isGreaterThan(former.revision());
            if (LastId.epochHourIn(rollup.lastId()) >= changesFrom) {
                assertThat(unversioned(rollup)).isNotEqualTo(unversioned(former));
            }
        }
    }

    int replaced() {
        return replaced;
    }

    Map<Key, EmittedRow> versionedRows() {
        return rows;
    }

    Map<Key, EmittedRow> rows() {
        Map<Key, EmittedRow> unversioned = new HashMap<>();
        rows.forEach((key, row) -> unversioned.put(key, unversioned(row)));
        return unversioned;
    }

    Map<Key, EmittedRollup> rollups() {
        Map<Key, EmittedRollup> unversioned = new HashMap<>();
        rollups.forEach((key, rollup) -> unversioned.put(key, unversioned(rollup)));
        return unversioned;
    }

    private static EmittedRow unversioned(EmittedRow row) {
        return new EmittedRow(row.timeframe(), row.bucketStart(), row.lastId(), row.closed(), 0, row.values());
    }

    private static EmittedRollup unversioned(EmittedRollup rollup) {
        return new EmittedRollup(rollup.timeframe(), rollup.bucketStart(), rollup.lastId(), rollup.open(),
                rollup.high(), rollup.low(), rollup.close(), rollup.volume(), 0);
    }
}
