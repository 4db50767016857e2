package io.cryptodata.sinks.connect;

import io.cryptodata.domain.listing.ListingStatus;
import io.cryptodata.domain.listing.StatusSince;
import io.cryptodata.domain.market.Market;
import io.cryptodata.domain.universe.TrackedSince;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.TestDatabase;
import io.cryptodata.sinks.database.TestTier;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/// Listings and the universe are written with the deployed settings; `universe_at` returns what a log of all events gives.
@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class UniverseTablesTest {
    private static final Instant START = Instant.parse("2024-05-01T00:00:00Z");
    private static final Market BTC = new Market("binance", "BTC/USDT");
    private static final String LISTED = "SELECT status, valid_from, valid_to FROM asset_listing_history ORDER BY valid_from";
    private static DatabaseAccess database = TestDatabase.server();

    private final FakeTaskContext context = new FakeTaskContext();

    UniverseTablesTest(TestTier tier) {}

    @BeforeParameterizedClassInvocation
    static void tables(TestTier tier) {
        database = tier.migrated();
    }

    @BeforeEach
    void empty_tables() {
        TestDatabase.execute(database,
                "TRUNCATE asset_listing, asset_listing_history, universe, universe_history, completeness");
    }

    @AfterEach
    void no_dead_letters() {
        assertThat(context.reasons).isEmpty();
    }

    /// What is known of one market: every event with its time.
    private static final class MarketLog {
        final Market market;
        final @Nullable Instant listedAt;
        final @Nullable Instant firstCandle;
        final List<StatusSince> statuses = new ArrayList<>();
        final List<TrackedSince> decisions = new ArrayList<>();

        MarketLog(Market market, @Nullable Instant listedAt, @Nullable Instant firstCandle) {
            this.market = market;
            this.listedAt = listedAt;
            this.firstCandle = firstCandle;
        }

        /// The market's row of `universe_at`, as text; empty if it was not known. A market without any entry is never known:
        /// only a market with an entry has a ledger.
        Stream<String> at(Instant moment) {
            if (statuses.isEmpty() && decisions.isEmpty()) {
                return Stream.empty();
            }
            List<StatusSince> past = statuses.stream().filter(each -> !each.since().isAfter(moment)).toList();
            List<TrackedSince> decided = decisions.stream().filter(each -> !each.since().isAfter(moment)).toList();
            Instant evidence = firstCandle != null ? firstCandle : statuses.isEmpty() ? null : listedAt;
            boolean inferred = evidence != null && !evidence.isAfter(moment);
            if (past.isEmpty() && decided.isEmpty() && !inferred) {
                return Stream.empty();
            }
            boolean traded = past.isEmpty() ? inferred : past.getLast().status() == ListingStatus.TRADING;
            boolean tracked = !decided.isEmpty() && decided.getLast().tracked();
            return Stream.of("%s|%s|%s|%s|%s".formatted(market.exchange(), market.asset(),
                    past.isEmpty() ? "∅" : past.getLast().status(), traded ? "t" : "f", tracked ? "t" : "f"));
        }
    }

    @Test
    void universe_at_a_moment_is_what_the_log_of_events_gives_in_whatever_order_entries_arrive() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<MarketLog> logs = IntStream.range(0, 12).mapToObj(number -> new MarketLog(
                new Market(number % 2 == 0 ? "binance" : "okx", "M" + number + "/USDT"),
                number % 3 == 0 ? null : moment(random), number % 4 == 0 ? moment(random) : null)).toList();
        List<Struct> listings = new ArrayList<>();
        List<Struct> universe = new ArrayList<>();
        logs.forEach(log -> happen(log, random, listings, universe));
        for (List<Struct> records : List.of(listings, universe)) {
            records.addAll(List.copyOf(records)); // every record twice
            Collections.shuffle(records, random);
        }
        writeInBatches(TopicName.LISTINGS, listings, random);
        writeInBatches(TopicName.UNIVERSE, universe, random);
        logs.stream().filter(log -> log.firstCandle != null)
                .forEach(log -> TestDatabase.execute(database,
                        """
                                INSERT INTO completeness (exchange, asset, expected_from, present, quarantined, missing, confirmed_empty,
                                                          state, updated_at)
                                VALUES ('%s', '%s', '%s', 0, 0, '[]', '[]', 'LIVE', '2024-05-02 00:00Z')"""
                                .formatted(log.market.exchange(), log.market.asset(), log.firstCandle)));
        List<Instant> moments = new ArrayList<>(Stream.generate(() -> moment(random)).limit(60).toList());
        logs.stream().flatMap(log -> Stream.concat(log.statuses.stream().map(StatusSince::since),
                log.decisions.stream().map(TrackedSince::since)))
                .forEach(change -> moments.addAll(List.of(change, change.minusMillis(1))));
        for (Instant moment : moments) {
            assertThat(TestDatabase.rows(database, "SELECT * FROM universe_at('" + moment + "')"))
                    .as("seed %d, at %s", seed, moment).containsExactlyInAnyOrderElementsOf(
                            logs.stream().flatMap(log -> log.at(moment)).toList());
        }
    }

    @Test
    void an_interval_ends_where_the_next_one_starts_and_repeats_change_nothing() {
        Struct first = listing(0, 0, ListingStatus.TRADING);
        Struct last = listing(9, 0, ListingStatus.TRADING, ListingStatus.HALTED, ListingStatus.DELISTED);
        write(TopicName.LISTINGS, List.of(first));
        write(TopicName.LISTINGS, List.of(last));
        List<String> expected = List.of("TRADING|2024-05-01 00:00:00+00|2024-05-01 01:00:00+00",
                "HALTED|2024-05-01 01:00:00+00|2024-05-01 02:00:00+00", "DELISTED|2024-05-01 02:00:00+00|∅");
        assertThat(TestDatabase.rows(database, LISTED)).isEqualTo(expected);
        List<String> versions = TestDatabase.rows(database,
                "SELECT xmin FROM asset_listing_history ORDER BY valid_from");
        write(TopicName.LISTINGS, List.of(first));
        write(TopicName.LISTINGS, List.of(last));
        write(TopicName.LISTINGS,
                List.of(listing(10, 0, ListingStatus.TRADING, ListingStatus.HALTED, ListingStatus.DELISTED)));
        assertThat(TestDatabase.rows(database, LISTED)).isEqualTo(expected);
        assertThat(TestDatabase.rows(database, "SELECT xmin FROM asset_listing_history ORDER BY valid_from"))
                .isEqualTo(versions);
    }

    @Test
    void changes_that_an_entry_no_longer_carries_are_kept() {
        write(TopicName.LISTINGS,
                List.of(listing(2, 0, ListingStatus.TRADING, ListingStatus.HALTED, ListingStatus.TRADING)));
        write(TopicName.LISTINGS, List.of(listing(9, 2, ListingStatus.TRADING, ListingStatus.DELISTED)));
        assertThat(TestDatabase.rows(database, LISTED)).containsExactly(
                "TRADING|2024-05-01 00:00:00+00|2024-05-01 01:00:00+00",
                "HALTED|2024-05-01 01:00:00+00|2024-05-01 02:00:00+00",
                "TRADING|2024-05-01 02:00:00+00|2024-05-01 03:00:00+00", "DELISTED|2024-05-01 03:00:00+00|∅");
    }

    @Test
    void an_entry_of_an_earlier_release_has_its_value_since_its_own_time() {
        Instant later = START.plus(Duration.ofHours(5));
        write(TopicName.UNIVERSE, List.of(MarketStructs.tracked(BTC, START, true)));
        write(TopicName.UNIVERSE, List.of(MarketStructs.tracked(BTC, later, true)));
        write(TopicName.UNIVERSE, List.of(MarketStructs.tracked(BTC, later.plusSeconds(60), false)));
        assertThat(TestDatabase.rows(database, "SELECT tracked, valid_from, valid_to FROM universe_history ORDER BY 2"))
                .containsExactly("t|2024-05-01 00:00:00+00|2024-05-01 05:01:00+00", "f|2024-05-01 05:01:00+00|∅");
        assertThat(TestDatabase.rows(database, "SELECT exchange, asset, tracked, reason, updated_at FROM universe"))
                .containsExactly("binance|BTC/USDT|f||2024-05-01 05:01:00+00");
    }

    @Test
    void an_entry_of_an_earlier_release_after_one_with_a_history_counts_since_its_own_time() {
        write(TopicName.UNIVERSE,
                List.of(MarketStructs.tracked(BTC, START, true, List.of(new TrackedSince(true, START)))));
        write(TopicName.UNIVERSE, List.of(MarketStructs.tracked(BTC, START.plusSeconds(60), false)));
        assertThat(TestDatabase.rows(database, "SELECT tracked, valid_from, valid_to FROM universe_history ORDER BY 2"))
                .containsExactly("t|2024-05-01 00:00:00+00|2024-05-01 00:01:00+00", "f|2024-05-01 00:01:00+00|∅");
    }

    @Test
    void of_two_changes_at_one_time_the_later_one_counts() {
        List<StatusSince> history = List.of(new StatusSince(ListingStatus.TRADING, START),
                new StatusSince(ListingStatus.HALTED, START.plusSeconds(60)),
                new StatusSince(ListingStatus.TRADING, START.plusSeconds(60)));
        write(TopicName.LISTINGS, List.of(MarketStructs.listing(BTC, START.plusSeconds(60), null, history)));
        assertThat(TestDatabase.rows(database, LISTED)).containsExactly("TRADING|2024-05-01 00:00:00+00|∅");
    }

    /// A few statuses and decisions at increasing times, each with an entry, and entries between them without a change.
    private static void happen(MarketLog log, Random random, List<Struct> listings, List<Struct> universe) {
        Instant time = moment(random);
        boolean tracked = false;
        int events = random.nextInt(40);
        for (int event = 0; event < events; event++) {
            time = time.plusMillis(1 + random.nextLong(Duration.ofHours(9).toMillis()));
            if (random.nextBoolean()) {
                ListingStatus status = ListingStatus.values()[random.nextInt(4)];
                if (log.statuses.isEmpty() || log.statuses.getLast().status() != status) {
                    log.statuses.add(new StatusSince(status, time));
                }
                listings.add(MarketStructs.listing(log.market, time, log.listedAt, log.statuses));
            } else {
                if (log.decisions.isEmpty() || random.nextInt(3) > 0) {
                    tracked = !tracked;
                    log.decisions.add(new TrackedSince(tracked, time));
                }
                universe.add(MarketStructs.tracked(log.market, time, tracked, log.decisions));
            }
        }
    }

    private static Instant moment(Random random) {
        return START.plusMillis(random.nextLong(Duration.ofDays(7).toMillis()));
    }

    /// @param hour when it was published
    /// @param from the hour of the first status; the others follow hour by hour
    private static Struct listing(int hour, int from, ListingStatus... statuses) {
        return MarketStructs.listing(BTC, START.plus(Duration.ofHours(hour)), null,
                IntStream.range(0, statuses.length).mapToObj(index -> new StatusSince(requireNonNull(statuses[index]),
                        START.plus(Duration.ofHours(from + index)))).toList());
    }

    private void writeInBatches(String topic, List<Struct> values, Random random) {
        for (int from = 0, to; from < values.size(); from = to) {
            to = Math.min(values.size(), from + 1 + random.nextInt(60));
            write(topic, values.subList(from, to));
        }
    }

    private void write(String topic, List<Struct> values) {
        UpsertSinkTask task = new UpsertSinkTask();
        task.initialize(context);
        task.start(SmallTopicsTest.deployed(topic, database));
        task.put(values.stream().map(value -> Records.of(value.schema(), value)).toList());
        task.stop();
    }
}
