package io.cryptodata.sinks.metrics;

import io.cryptodata.service.metrics.MeterNames;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.DatabaseTier;
import io.cryptodata.sinks.database.Migrations;
import io.cryptodata.sinks.database.TestDatabase;
import io.cryptodata.sinks.database.TestTier;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class RefreshAgesTest {
    private final TestTier tier;
    private final MeterRegistry meters = MeterNames.strictRegistry();
    private Instant now = Instant.now();

    RefreshAgesTest(TestTier tier) {
        this.tier = tier;
    }

    @Test
    void a_database_without_continuous_aggregates_has_no_meters() throws SQLException {
        assumeTrue(tier.tier() != DatabaseTier.COMMUNITY, "this server has continuous aggregates");
        new RefreshAges(tier.migrated(), meters, InstantSource.system()).measure();
        assertThat(meters.getMeters()).isEmpty();
    }

    @Test
    void every_policy_has_its_age_from_its_last_success_on() throws SQLException {
        assumeTrue(tier.tier() == DatabaseTier.COMMUNITY, "only TimescaleDB Community has continuous aggregates");
        DatabaseAccess database = tier.empty();
        Migrations.migrate(database, Duration.ZERO);
        RefreshAges ages = new RefreshAges(database, meters, () -> now);
        ages.measure();
        assertThat(gauge("cda.sinks.refresh.interval", "h4_data")).isEqualTo(4 * 3600);
        assertThat(gauge("cda.sinks.refresh.age", "h4_data")).as("its policy never ran").isNaN();
        TestDatabase.execute(database, "CALL run_job(" + policyOf(database, "h4_data") + ")");
        now = Instant.now();
        ages.measure();
        assertThat(gauge("cda.sinks.refresh.failed", "h4_data")).isZero();
        assertThat(meters.get("cda.sinks.refresh.age").gauges()).hasSize(7);
    }

    private static String policyOf(DatabaseAccess database, String aggregate) {
        return TestDatabase.rows(database, """
                SELECT j.job_id FROM timescaledb_information.jobs AS j
                    JOIN _timescaledb_catalog.continuous_agg AS c
                        ON c.mat_hypertable_id = (j.config ->> 'mat_hypertable_id')::integer
                    WHERE j.proc_name = 'policy_refresh_continuous_aggregate' AND c.user_view_name = '%s'"""
                .formatted(aggregate)).getFirst();
    }

    private double gauge(String name, String aggregate) {
        return meters.get(name).tag("aggregate", aggregate).gauge().value();
    }
}
