package io.cryptodata.sinks.cleanup;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.sinks.config.CleanupConfig;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.DatabaseTier;
import io.cryptodata.sinks.database.TestDatabase;
import io.cryptodata.sinks.database.TestTier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/// Cleaning up again and again needs no more space: the tables are uncompressed, and removed rows make room for later ones.
@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class CleanupStorageTest {
    private static final long FIRST_HOUR = Timeframe.epochHourOf(Instant.parse("2024-05-01T00:00:00Z"));
    private static final int MARKETS = 20;
    private static final int HOURS = 200;

    private final TestTier tier;
    private final DatabaseAccess database;

    CleanupStorageTest(TestTier tier) {
        this.tier = tier;
        this.database = tier.migrated();
    }

    @Test
    void repeated_replays_and_cleanups_do_not_grow_the_table() {
        List<IndicatorTable.Key> rows = new ArrayList<>();
        for (int market = 1; market <= MARKETS; market++) {
            rows.addAll(IndicatorRows.of(market * 7919L,
                    LongStream.range(FIRST_HOUR, FIRST_HOUR + HOURS).boxed().toList()));
        }
        IndicatorRows.insert(database, rows);
        Set<IndicatorTable.Key> remaining = IndicatorRows.remaining(rows);
        List<IndicatorTable.Key> replaced = rows.stream().filter(row -> !remaining.contains(row)).toList();
        cleanUp();
        long once = bytes();
        for (int replay = 0; replay < 4; replay++) {
            IndicatorRows.insert(database, replaced);
            cleanUp();
        }
        assertThat(IndicatorRows.in(database)).isEqualTo(remaining);
        assertThat(bytes()).as("bytes after five cleanups, after the first %d", once).isLessThan(once + once / 5);
        if (tier.tier() == DatabaseTier.COMMUNITY) {
            assertThat(TestDatabase.rows(database, """
                    SELECT compression_enabled FROM timescaledb_information.hypertables
                    WHERE hypertable_name IN ('indicators', 'cg_data')""")).containsExactly("f", "f");
        }
    }

    private void cleanUp() {
        new IndicatorCleanup(database, CleanupConfig.ROWS_AT_ONCE, InstantSource.system())
                .run(IndicatorCleanup.Mode.DELETE, () -> false);
        // as autovacuum does once a fifth of the rows are dead
        TestDatabase.execute(database, "VACUUM indicators");
    }

    private long bytes() {
        String size = tier.tier() == DatabaseTier.PLAIN ? "pg_total_relation_size" : "hypertable_size";
        return Long.parseLong(TestDatabase.rows(database, "SELECT " + size + "('indicators')").getFirst());
    }
}
