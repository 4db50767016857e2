package io.cryptodata.sinks.metrics;

import io.cryptodata.sinks.database.DatabaseAccess;
import io.micrometer.core.instrument.MeterRegistry;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/// When the policy of every continuous aggregate last succeeded. Has nothing on a database without continuous aggregates.
final class RefreshAges {
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(10);
    private static final String HAS_AGGREGATES = "SELECT to_regclass('timescaledb_information.job_stats') IS NOT NULL";
    private static final String POLICIES = """
            SELECT c.user_view_name,
                   CASE WHEN isfinite(s.last_successful_finish) THEN extract(epoch FROM now() - s.last_successful_finish) END,
                   extract(epoch FROM j.schedule_interval), coalesce(s.last_run_status, '') = 'Failed'
            FROM timescaledb_information.jobs AS j
            JOIN _timescaledb_catalog.continuous_agg AS c
                ON c.mat_hypertable_id = (j.config ->> 'mat_hypertable_id')::integer
            LEFT JOIN timescaledb_information.job_stats AS s ON s.job_id = j.job_id
            WHERE j.proc_name = 'policy_refresh_continuous_aggregate'""";

    private final DatabaseAccess database;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Map<String, Policy> policies = new ConcurrentHashMap<>();

    RefreshAges(DatabaseAccess database, MeterRegistry meters, InstantSource clock) {
        this.database = database;
        this.meters = meters;
        this.clock = clock;
    }

    /// @param succeeded by our own clock, in seconds since 1970; NaN if it never did
    private record Policy(double succeeded, double interval, boolean failed) {}

    /// Asks the database once.
    void measure() throws SQLException {
        Map<String, Policy> found = new HashMap<>();
        try (Connection connection = database.connect("cda metrics", STATEMENT_TIMEOUT);
                Statement statement = connection.createStatement()) {
            if (hasAggregates(statement)) {
                addPolicies(statement, found);
            }
        }
        found.keySet().stream().filter(view -> !policies.containsKey(view)).forEach(this::bind);
        policies.keySet().retainAll(found.keySet());
        policies.putAll(found);
    }

    private static boolean hasAggregates(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(HAS_AGGREGATES)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private void addPolicies(Statement statement, Map<String, Policy> found) throws SQLException {
        double now = seconds(clock.instant());
        try (ResultSet row = statement.executeQuery(POLICIES)) {
            while (row.next()) {
                BigDecimal age = row.getBigDecimal(2);
                found.put(row.getString(1), new Policy(age == null ? Double.NaN : now - age.doubleValue(),
                        row.getDouble(3), row.getBoolean(4)));
            }
        }
    }

    private void bind(String view) {
        SinksMeters.REFRESH_AGE.gaugeIn(meters, this,
                all -> all.of(view, policy -> Math.max(0, seconds(clock.instant()) - policy.succeeded)), view);
        SinksMeters.REFRESH_INTERVAL.gaugeIn(meters, this, all -> all.of(view, Policy::interval), view);
        SinksMeters.REFRESH_FAILED.gaugeIn(meters, this, all -> all.of(view, policy -> policy.failed ? 1 : 0), view);
    }

    private double of(String view, ToDoubleFunction<Policy> value) {
        Policy policy = policies.get(view);
        return policy == null ? Double.NaN : value.applyAsDouble(policy);
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }
}
