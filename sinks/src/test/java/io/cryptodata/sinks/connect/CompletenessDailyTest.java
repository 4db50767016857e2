package io.cryptodata.sinks.connect;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.ledger.MissingCause;
import io.cryptodata.domain.ledger.MissingRange;
import io.cryptodata.domain.ledger.OutsideWindow;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.TestDatabase;
import io.cryptodata.sinks.database.TestTier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/// `completeness_daily` against one cell per hour, and below it the ledgers as the sink writes them.
@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class CompletenessDailyTest {
    private static final Instant MIDNIGHT = Instant.parse("2024-05-01T00:00:00Z");
    private static final long HOUR_0 = Timeframe.epochHourOf(MIDNIGHT);
    private static final int CONFIRMED_EMPTY = 5;
    private static final int NOT_AVAILABLE = 6;
    private static DatabaseAccess database = TestDatabase.server();

    CompletenessDailyTest(TestTier tier) {}

    @BeforeParameterizedClassInvocation
    static void tables(TestTier tier) {
        database = tier.migrated();
    }

    /// What is known of one market; a cell per hour from `from` on: 0 present, 1 to 4 missing by cause, 5 confirmed
    /// empty, 6 not available.
    private record Cells(Market market, int from, int[] cells, @Nullable MissingRange unproven, MarketState state,
            boolean isTracked) {
        static Cells random(Market market, Random random) {
            int from = random.nextInt(50);
            int[] cells = new int[1 + random.nextInt(200)];
            int cell = 0;
            for (int hour = 0; hour < cells.length; hour++) {
                cell = random.nextInt(4) == 0 ? random.nextInt(2 + NOT_AVAILABLE) % (1 + NOT_AVAILABLE) : cell;
                cells[hour] = cell;
            }
            int end = from + cells.length;
            MissingRange unproven = random.nextBoolean()
                    ? new MissingRange(hours(end, end + 1 + random.nextInt(30)), MissingCause.UNREADABLE, 0, 1,
                            MIDNIGHT)
                    : null;
            return new Cells(market, from, cells, unproven, MarketState.values()[random.nextInt(4)],
                    random.nextInt(4) > 0);
        }

        int end() {
            return from + cells.length;
        }

        Ledger ledger() {
            List<MissingRange> missing = new ArrayList<>();
            List<HourRange> empty = new ArrayList<>();
            List<HourRange> notAvailable = new ArrayList<>();
            for (int start = 0, end; start < cells.length; start = end) {
                end = start + 1;
                while (end < cells.length && cells[end] == cells[start]) {
                    end++;
                }
                HourRange run = hours(from + start, from + end);
                if (cells[start] == CONFIRMED_EMPTY) {
                    empty.add(run);
                } else if (cells[start] == NOT_AVAILABLE) {
                    notAvailable.add(run);
                } else if (cells[start] > 0) {
                    missing.add(new MissingRange(run, MissingCause.values()[cells[start] - 1], 0, 0, null));
                }
            }
            long present = IntStream.of(cells).filter(cell -> cell == 0).count();
            return new Ledger(market, hours(from, end()), missing, empty, notAvailable, present, 0, List.of(),
                    List.of(), unproven,
                    OutsideWindow.NONE, state, MIDNIGHT);
        }

        /// The rows of the view: expected, present, missing by cause, confirmed empty and not available hours by
        /// day.
        List<String> days(int newestOfVenue) {
            TreeMap<String, int[]> counts = new TreeMap<>();
            int first = 0;
            while (first < cells.length && cells[first] == CONFIRMED_EMPTY) {
                first++;
            }
            boolean isExpected = isTracked && state != MarketState.HALTED && state != MarketState.DELISTED;
            // the newest hour alone may be on its way
            int to = isExpected && end() < newestOfVenue - 1 ? newestOfVenue : end();
            for (int hour = from + first; hour < to; hour++) {
                String day = Timeframe.instantOf(HOUR_0 + hour).atOffset(ZoneOffset.UTC).toLocalDate().toString();
                Objects.requireNonNull(counts.computeIfAbsent(day, _ -> new int[1 + NOT_AVAILABLE]))[cellAt(hour)]++;
            }
            return counts.entrySet().stream().map(each -> {
                int[] of = each.getValue();
                return "%s|%s|%s|%d|%d|%d|%d|%d|%d|%d|%d|%d".formatted(market.exchange(), market.asset(), each.getKey(),
                        IntStream.of(of).sum(), of[0], of[1] + of[2] + of[3] + of[4], of[1], of[2], of[3], of[4],
                        of[5], of[6]);
            }).toList();
        }

        private int cellAt(int hour) {
            if (hour < end()) {
                return cells[hour - from];
            }
            return unproven != null && HOUR_0 + hour < unproven.hours().to()
                    ? 1 + MissingCause.UNREADABLE.ordinal()
                    : 1 + MissingCause.NOT_REQUESTED.ordinal();
        }
    }

    @Test
    void every_day_of_every_market_is_what_its_hours_are() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<Cells> markets = IntStream.range(0, 30)
                .mapToObj(number -> Cells.random(new Market("binance", "M" + number + "/USDT"), random)).toList();
        int newest = markets.stream().mapToInt(Cells::end).max().orElseThrow();
        write(markets.stream().map(Cells::ledger).toList());
        markets.forEach(each -> TestDatabase.execute(database, """
                INSERT INTO universe (exchange, asset, venue_symbol, tracked, updated_at)
                VALUES ('binance', '%s', '', %s, '2024-05-01 00:00Z')""".formatted(each.market.asset(),
                each.isTracked)));
        List<String> expected = markets.stream().flatMap(each -> each.days(newest).stream()).toList();
        assertThat(TestDatabase.rows(database, "SELECT * FROM completeness_daily")).as("seed %d", seed).isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(TestDatabase.rows(database, "SELECT * FROM completeness_daily WHERE asset = 'M7/USDT' ORDER BY day"))
                .as("seed %d", seed).isEqualTo(markets.get(7).days(newest));
        assertThat(TestDatabase.rows(database, "SELECT * FROM completeness_daily WHERE day = '2024-05-04'"))
                .as("seed %d", seed).containsExactlyInAnyOrderElementsOf(
                        expected.stream().filter(row -> row.contains("|2024-05-04|")).toList());
        assertThat(TestDatabase.rows(database, "SELECT * FROM gaps")).isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(TestDatabase.rows(database, "SELECT * FROM candle_gaps"));
    }

    @Test
    void a_market_that_was_delisted_without_a_candle_has_no_days() {
        HourRange known = hours(20, 30);
        write(List.of(
                new Ledger(new Market("bybit", "NONE/USDT"), known, List.of(), List.of(known), List.of(), 0, 0,
                        List.of(),
                        List.of(), null,
                        OutsideWindow.NONE, MarketState.DELISTED, MIDNIGHT),
                new Ledger(new Market("bybit", "NEW/USDT"), hours(30, 30), List.of(), List.of(), List.of(), 0, 0,
                        List.of(),
                        List.of(),
                        null, OutsideWindow.NONE, MarketState.LIVE, MIDNIGHT)));
        assertThat(TestDatabase.rows(database, "SELECT * FROM completeness_daily WHERE exchange = 'bybit'")).isEmpty();
        TestDatabase.execute(database, "DELETE FROM completeness WHERE exchange = 'bybit'");
    }

    @Test
    void an_entry_whose_time_is_wrong_does_not_prolong_the_calendar() {
        HourRange wrong = new HourRange(HOUR_0, Timeframe.epochHourOf(Instant.parse("+57971-07-13T21:00:00Z")));
        write(List.of(new Ledger(new Market("okx", "BTC/USDT"), wrong, List.of(), List.of(), List.of(), 1, 0, List.of(),
                List.of(),
                null, OutsideWindow.NONE, MarketState.LIVE, MIDNIGHT)));
        assertThat(TestDatabase.rows(database, "SELECT max(day) FROM completeness_daily WHERE exchange = 'okx'"))
                .containsExactly("2089-08-24");
        TestDatabase.execute(database, "DELETE FROM completeness WHERE exchange = 'okx'");
    }

    private static HourRange hours(int from, int to) {
        return new HourRange(HOUR_0 + from, HOUR_0 + to);
    }

    private static void write(List<Ledger> ledgers) {
        FakeTaskContext context = new FakeTaskContext();
        UpsertSinkTask task = new UpsertSinkTask();
        task.initialize(context);
        task.start(SmallTopicsTest.deployed(TopicName.LEDGER, database));
        task.put(ledgers.stream().map(LedgerStructs::of).map(ledger -> Records.of(ledger.schema(), ledger)).toList());
        task.stop();
        assertThat(context.reasons).isEmpty();
    }
}
