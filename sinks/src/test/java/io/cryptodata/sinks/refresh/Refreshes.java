package io.cryptodata.sinks.refresh;

import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.TestDatabase;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// What refreshes the longer candles, run at once. Does nothing on a database without continuous aggregates.
public final class Refreshes {
    private static final String POLICIES = """
            SELECT j.job_id FROM timescaledb_information.jobs AS j
            JOIN _timescaledb_catalog.continuous_agg AS c ON c.mat_hypertable_id = (j.config ->> 'mat_hypertable_id')::integer
            JOIN candle_timeframes AS t ON t.view_name = c.user_view_name
            WHERE j.proc_name = 'policy_refresh_continuous_aggregate' ORDER BY t.width""";

    private static final String STORED_BUCKETS = """
            SELECT format('CALL refresh_continuous_aggregate(%L, NULL, %L::timestamptz)', view_name,
                          candle_bucket(width, now() - interval '1 hour'))
            FROM candle_timeframes ORDER BY width""";

    private Refreshes() {}

    /// Runs every policy once, from short timeframes to long ones, as the server would.
    public static void runPolicies(DatabaseAccess database) {
        if (hasAggregates(database)) {
            for (String job : TestDatabase.rows(database, POLICIES)) {
                TestDatabase.execute(database, "CALL run_job(" + job + ")");
            }
        }
    }

    /// Runs every policy once, in a random order.
    static void runPoliciesInOrder(DatabaseAccess database, Random random) {
        List<String> jobs = new ArrayList<>(TestDatabase.rows(database, POLICIES));
        Collections.shuffle(jobs, random);
        jobs.forEach(job -> TestDatabase.execute(database, "CALL run_job(" + job + ")"));
    }

    /// Stores every complete bucket, as the policies would.
    public static void storeAll(DatabaseAccess database) {
        if (hasAggregates(database)) {
            for (String call : TestDatabase.rows(database, STORED_BUCKETS)) {
                TestDatabase.execute(database, call);
            }
        }
    }

    /// Refreshes the candles of late hours.
    public static void runRequested(DatabaseAccess database) {
        if (hasAggregates(database)) {
            try {
                new AggregateRefresh(database).run();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static boolean hasAggregates(DatabaseAccess database) {
        return TestDatabase.rows(database, "SELECT to_regclass('candle_refreshes') IS NOT NULL").equals(List.of("t"));
    }
}
