package io.cryptodata.sinks.projection;

import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.DatabaseTier;
import io.cryptodata.sinks.database.LongerCandles;
import io.cryptodata.sinks.database.TestDatabase;
import io.cryptodata.sinks.database.TestTier;
import io.cryptodata.sinks.deployment.SinkTable;
import io.cryptodata.sinks.refresh.TestRefresh;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/// What the sink writes from random records equals them, on every tier.
@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class ProjectionTest {
    static final List<SinkTable> TABLES = SinkTable.ALL;
    private static final SinkTable CANDLES = TABLES.getFirst();
    private static final int HOURS = 24 * 15;
    private static DatabaseAccess database = TestDatabase.server();

    private final long seed = new Random().nextLong();
    private final RandomRecords records = new RandomRecords(new Random(seed));

    private final TestTier tier;

    ProjectionTest(TestTier tier) {
        this.tier = tier;
        System.out.println(tier + ", seed " + seed);
    }

    @BeforeParameterizedClassInvocation
    static void tables(TestTier tier) {
        database = tier.migrated();
    }

    @BeforeEach
    void empty_tables() {
        TABLES.forEach(table -> {
            TestDatabase.execute(database, "TRUNCATE " + table.table());
            table.versions().ifPresent(versions -> TestDatabase.execute(database, "TRUNCATE " + versions));
        });
    }

    @ParameterizedTest
    @FieldSource("TABLES")
    void what_the_sink_wrote_equals_the_topic(SinkTable table) throws SQLException {
        try (Rig rig = Rig.written(database, table, records, HOURS)) {
            VerifiedTable verified = rig.verify();
            assertThat(verified.first().stream().limit(2)).isEmpty();
            assertThat(verified.differences()).isZero();
            assertThat(verified.undecided()).isZero();
            assertThat(verified.rows()).isGreaterThanOrEqualTo(3);
            // the sink does not try a record that a later one of its batch replaces
            assertThat(verified.records().withoutRow()).isGreaterThanOrEqualTo(rig.sink().deadLetters());
            RebuiltTable rebuilt = rig.rebuild(TableRebuild.Absent.DELETE);
            assertThat(rebuilt.inserted() + rebuilt.updated() + rebuilt.deleted()).as(rebuilt.toString()).isZero();
        }
    }

    @ParameterizedTest
    @FieldSource("TABLES")
    void what_the_sink_writes_beside_the_comparison_is_no_difference(SinkTable table) throws SQLException {
        try (Rig rig = Rig.written(database, table, records, 3)) {
            SinkPositions positions = _ -> {
                List<ConsumerRecord<byte[], byte[]>> before = rig.topic().records();
                records.append(rig.topic(), table, RandomRecords.MARKETS.getFirst(), RandomRecords.START);
                rig.sink().write(rig.topic().records().stream().filter(each -> !before.contains(each)).toList());
                return rig.sink().position();
            };
            VerifiedTable verified = rig.verify(positions, Duration.ZERO);
            assertThat(verified.first()).as("seed %d", seed).isEmpty();
            assertThat(verified.undecided()).as("seed %d", seed).isZero();
        }
    }

    @ParameterizedTest
    @FieldSource("TABLES")
    void exactly_the_damaged_rows_are_found_and_repaired(SinkTable table) throws SQLException {
        try (Rig rig = Rig.written(database, table, records, HOURS)) {
            storeLongerCandles(table);
            Set<String> damage = rig.damage(seed, rowsToDamage(table));
            VerifiedTable verified = rig.verify();
            assertThat(rig.found(verified)).isEqualTo(damage);
            assertThat(verified.differences()).isEqualTo(damage.size());
            RebuiltTable rebuilt = rig.rebuild(TableRebuild.Absent.DELETE);
            assertThat(rebuilt.inserted()).isEqualTo(verified.missing());
            assertThat(rebuilt.updated()).isEqualTo(verified.different());
            assertThat(rebuilt.deleted()).isEqualTo(verified.extra());
            assertThat(rig.verify().first().stream().limit(2)).isEmpty();
            requireLongerCandles(table);
        }
    }

    @ParameterizedTest
    @FieldSource("TABLES")
    void an_empty_table_gets_every_row_back(SinkTable table) throws SQLException {
        try (Rig rig = Rig.written(database, table, records, HOURS)) {
            TestDatabase.execute(database, "DELETE FROM " + table.table());
            RebuiltTable rebuilt = rig.rebuild(TableRebuild.Absent.KEEP);
            assertThat(rebuilt.inserted()).isPositive().isLessThanOrEqualTo(rebuilt.rows());
            assertThat(rig.verify().first().stream().limit(2)).isEmpty();
            requireLongerCandles(table);
        }
    }

    private static int rowsToDamage(SinkTable table) {
        return List.of("asset_listing", "completeness", "universe").contains(table.table()) ? 1 : 20;
    }

    private void storeLongerCandles(SinkTable table) {
        if (tier.tier() == DatabaseTier.COMMUNITY && table.equals(CANDLES)) {
            TestRefresh.storeAll(database);
        }
    }

    private void requireLongerCandles(SinkTable table) throws SQLException {
        if (table.equals(CANDLES)) {
            if (tier.tier() == DatabaseTier.COMMUNITY) {
                TestRefresh.runRequested(database);
            }
            assertThat(LongerCandles.differences(database)).isEmpty();
        }
    }
}
