package io.cryptodata.sinks.refresh;

import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.DatabaseTier;
import io.cryptodata.sinks.database.LongerCandles;
import io.cryptodata.sinks.database.Migrations;
import io.cryptodata.sinks.database.TestDatabase;
import io.cryptodata.sinks.database.TestTier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// What loses longer candles in continuous aggregates, against the policies as they are installed.
class PolicyTrapsTest {
    private static final int ROUNDS = 12;

    private DatabaseAccess database = TestDatabase.server();

    @BeforeEach
    void policies_as_they_are_installed() {
        Optional<TestTier> community = TestTier.present().stream()
                .filter(each -> each.tier() == DatabaseTier.COMMUNITY).findFirst();
        assumeTrue(community.isPresent(), "CDA_TEST_DATABASE_URL names no server with TimescaleDB Community");
        database = community.orElseThrow().empty();
        Migrations.migrate(database, Duration.ZERO);
    }

    @Test
    void every_policy_starts_without_a_limit_and_ends_before_the_buckets_in_progress() {
        assertThat(TestDatabase.rows(database,
                """
                        SELECT config ->> 'start_offset', config ->> 'end_offset', config ->> 'refresh_newest_first', next_start > now()
                        FROM timescaledb_information.jobs WHERE proc_name = 'policy_refresh_continuous_aggregate'"""))
                .hasSize(7).containsOnly("∅|01:00:00|false|t");
    }

    /// Watermark, gap and order: also for views whose policy runs before those it is built from.
    @Test
    void a_backfill_a_pause_of_days_and_policies_in_any_order_lose_nothing() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        insert("'BTC/USDT'", 90, 40);
        Refreshes.runPolicies(database);
        // the scheduler stands still for forty days; hours and late ones arrive meanwhile
        insert("'BTC/USDT', 'ETH/USDT'", 90, 0);
        for (int round = 0; round < 3; round++) {
            Refreshes.runPoliciesInOrder(database, random);
            assertThat(missingOrWrongAfterRequests()).as("round %d, seed %d", round, seed).isEmpty();
            insert("'SOL" + round + "/USDT'", 80 - 20 * round, 0);
        }
        insert("'BTC/USDT', 'ETH/USDT'", 0, -1);
        assertThat(missingOrWrongAfterRequests()).as("the bucket in progress, seed %d", seed).isEmpty();
    }

    /// Nobody refreshes hours that are newer than the stored buckets, so that these are never hidden.
    @Test
    void hours_that_arrive_while_everything_runs_are_in_every_candle_at_the_end_and_closed_candles_are_never_missing()
            throws InterruptedException {
        insert("'BTC/USDT', 'ETH/USDT', 'SOL/USDT'", 70, 0);
        Refreshes.runPolicies(database);
        Refreshes.runRequested(database);
        String closed = "SELECT count(*) FROM d1_data WHERE closes_at < now() - interval '2 days' AND asset = 'BTC/USDT'";
        String before = TestDatabase.rows(database, closed).getFirst();
        AtomicBoolean stopped = new AtomicBoolean();
        AtomicReference<String> problem = new AtomicReference<>("");
        long seed = new Random().nextLong();
        List<Thread> threads = new ArrayList<>();
        threads.add(Thread.ofPlatform().start(() -> until(stopped, problem, () -> Refreshes.runPolicies(database))));
        threads.add(Thread.ofPlatform().start(() -> until(stopped, problem, () -> repair(problem))));
        threads.add(Thread.ofPlatform().start(() -> until(stopped, problem, () -> {
            String now = TestDatabase.rows(database, closed).getFirst();
            if (!now.equals(before)) {
                problem.set("a reader saw " + now + " closed days instead of " + before);
            }
        })));
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            revise(random);
        }
        stopped.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(problem.get()).as("seed %d", seed).isEmpty();
        assertThat(missingOrWrongAfterRequests()).as("seed %d", seed).isEmpty();
    }

    private static void until(AtomicBoolean stopped, AtomicReference<String> problem, Runnable action) {
        while (!stopped.get() && "".equals(problem.get())) {
            try {
                action.run();
            } catch (IllegalStateException e) {
                if (!isConcurrentRefresh(e)) {
                    problem.set(String.valueOf(e.getCause()));
                }
            }
        }
    }

    /// A policy and a repair of the same candles: the server refuses one of them, which is repeated.
    private void repair(AtomicReference<String> problem) {
        try {
            new AggregateRefresh(database).run();
        } catch (SQLException e) {
            if (!isConcurrentRefresh(e)) {
                problem.set(String.valueOf(e.getMessage()));
            }
        }
    }

    private static boolean isConcurrentRefresh(Exception e) {
        String text = e + " " + e.getCause();
        return text.contains("differ from their hours after a refresh") || text.contains("concurrent")
                || text.contains("could not serialize") || text.contains("deadlock detected");
    }

    private List<String> missingOrWrongAfterRequests() {
        Refreshes.runRequested(database);
        return LongerCandles.differences(database);
    }

    private void revise(Random random) {
        int day = random.nextInt(69);
        TestDatabase.execute(database,
                """
                        INSERT INTO h1_data AS t (last_id, asset, exchange, "timestamp", open, high, low, close, volume, revision)
                        SELECT last_id, asset, exchange, "timestamp", open, high + %d, low, close, volume, revision + 1 FROM h1_data
                        WHERE "timestamp" >= now() - interval '%d days' - interval '30 hours' AND "timestamp" <= now() - interval '%d days'
                        ON CONFLICT (asset, exchange, "timestamp") DO UPDATE SET high = excluded.high, revision = excluded.revision"""
                        .formatted(random.nextInt(50), day, day));
    }

    private void insert(String assets, int fromDaysAgo, int toDaysAgo) {
        TestDatabase.execute(database,
                """
                        INSERT INTO h1_data (last_id, asset, exchange, "timestamp", open, high, low, close, volume, revision)
                        SELECT candle_id('binance', asset, hour), asset, 'binance', hour, 100, 130, 90, 100 + extract(hour FROM hour), 5, 0
                        FROM unnest(ARRAY[%s]) AS asset,
                             generate_series(date_trunc('hour', now() - interval '%d days'),
                                 least(date_trunc('hour', now()), date_trunc('hour', now() - interval '%d days')), interval '1 hour') AS hour
                        ON CONFLICT DO NOTHING"""
                        .formatted(assets, fromDaysAgo, toDaysAgo));
    }
}
