package io.cryptodata.sinks.projection;

import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.DatabaseTier;
import io.cryptodata.sinks.database.LongerCandles;
import io.cryptodata.sinks.database.TestDatabase;
import io.cryptodata.sinks.database.TestTier;
import io.cryptodata.sinks.deployment.SinkTable;
import io.cryptodata.sinks.refresh.TestRefresh;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// A rebuild repairs hours in compressed chunks as in others.
class CompressedHoursTest {
    private static final int HOURS = 24 * 15;
    private static final int DAMAGED = 20;

    @Test
    void damaged_hours_of_the_columnstore_are_found_and_repaired() throws SQLException {
        Optional<TestTier> community = TestTier.present().stream()
                .filter(each -> each.tier() == DatabaseTier.COMMUNITY).findFirst();
        assumeTrue(community.isPresent(), "CDA_TEST_DATABASE_URL names no server with TimescaleDB Community");
        DatabaseAccess database = community.orElseThrow().migrated();
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        try (Rig rig = Rig.written(database, SinkTable.ALL.getFirst(), new RandomRecords(new Random(seed)), HOURS)) {
            TestRefresh.storeAll(database);
            Set<String> damage = rig.damage(seed, DAMAGED);
            compress(database);
            VerifiedTable verified = rig.verify();
            assertThat(rig.found(verified)).isEqualTo(damage);
            RebuiltTable rebuilt = rig.rebuild(TableRebuild.Absent.DELETE);
            assertThat(rebuilt.inserted()).isEqualTo(verified.missing());
            assertThat(rebuilt.updated()).isEqualTo(verified.different());
            assertThat(rebuilt.deleted()).isEqualTo(verified.extra());
            assertThat(rig.verify().first().stream().limit(2)).isEmpty();
            TestRefresh.runRequested(database);
            assertThat(LongerCandles.differences(database)).isEmpty();
        }
    }

    private static void compress(DatabaseAccess database) {
        TestDatabase.execute(database, """
                ALTER TABLE h1_data SET (timescaledb.enable_columnstore = true,
                    timescaledb.segmentby = 'asset, exchange', timescaledb.orderby = '"timestamp" DESC')""");
        List<String> conversions = TestDatabase.rows(database,
                "SELECT format('CALL convert_to_columnstore(%L)', chunk::text) FROM show_chunks('h1_data') AS chunk");
        assertThat(conversions).isNotEmpty();
        conversions.forEach(conversion -> TestDatabase.execute(database, conversion));
    }
}
