package io.cryptodata.domain.fold;

import io.cryptodata.domain.CandleScript;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.currency.UsdPrice;
import io.cryptodata.domain.currency.UsdRates;
import io.cryptodata.domain.fold.Deliveries.Delivery;
import io.cryptodata.domain.fold.MarketFold.Outcome;
import io.cryptodata.domain.market.Market;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import static io.cryptodata.domain.CandleScript.MARKET;
import static org.assertj.core.api.Assertions.assertThat;

/// Any order of live, late, repeated and revised hours ends with the rows of a fold that was given the last versions in order.
class MarketFoldPropertyTest {
    private static final int RUNS = Integer.getInteger("test.runs", 40);
    private static final int HOURS = 2_500;
    private static final Market CROSS = new Market("binance", "ETH/BTC");
    private static final CorrectionWindow WINDOW = new CorrectionWindow(20 * 24);

    @Test
    void final_rows_equal_those_of_the_final_candles_in_order() {
        long first = Long.getLong("test.seed", System.nanoTime() % 1_000_000_000);
        int corrected = 0;
        for (long seed = first; seed < first + RUNS; seed++) {
            System.out.println("deliveries of -Dtest.seed=" + seed);
            Run run = new Run(seed);
            run.deliverAll();
            run.compareWithOrderedFold();
            corrected += run.actual.replaced();
        }
        System.out.println(RUNS + " runs, " + corrected + " rows replaced");
        assertThat(corrected).isPositive();
    }

    @Test
    void rates_that_arrive_at_any_time_end_with_the_rows_of_the_final_rates() {
        long seed = Long.getLong("test.seed", System.nanoTime() % 1_000_000_000);
        System.out.println("rates of -Dtest.seed=" + seed);
        Random random = new Random(seed);
        Map<Long, Double> rates = new HashMap<>();
        UsdRates current = (exchange, currency, hour) -> rates.getOrDefault(hour, Double.NaN);
        FinalRows actual = new FinalRows();
        MarketFold fold = MarketFold.load(CROSS, CorrectionWindow.DEFAULT, new MemoryInMaps());
        List<Candle> walk = CandleScript.randomWalk(900).stream().map(MarketFoldPropertyTest::asCross).toList();
        for (Candle candle : walk) {
            fold.add(new FoldedHour(candle, random.nextInt(3) == 0, UsdPrice.of(candle, current)), false, actual);
            long[] arrived = random.longs(random.nextInt(4), 0, walk.size())
                    .map(index -> Timeframe.epochHourOf(walk.get((int) index).openTime())).toArray();
            Arrays.stream(arrived).forEach(hour -> rates.put(hour, 20_000 + random.nextDouble()));
            fold.reprice(Arrays.stream(arrived), current, actual);
        }
        FinalRows all = new FinalRows();
        CandleFold inOrder = CandleFold.of(CROSS);
        walk.forEach(candle -> inOrder.append(new FoldedHour(candle, true, UsdPrice.of(candle, current)),
                Revisions.ofClosing(0), all));
        assertThat(all.rows()).containsAllEntriesOf(actual.rows());
        assertThat(actual.rows()).hasSizeGreaterThan(2 * walk.size());
        assertThat(actual.replaced()).isPositive();
    }

    private static Candle asCross(Candle candle) {
        return new Candle(CROSS, candle.openTime(), candle.open(), candle.high(), candle.low(), candle.close(),
                candle.volume(), candle.revision());
    }

    @Test
    void the_same_deliveries_emit_the_same_records_however_often_the_state_is_reloaded() {
        long seed = Long.getLong("test.seed", System.nanoTime() % 1_000_000_000);
        System.out.println("reloads of -Dtest.seed=" + seed);
        List<Delivery> deliveries = Deliveries.of(seed, HOURS);
        assertThat(emittedFrom(deliveries, new Random(seed), 30)).isEqualTo(
                emittedFrom(deliveries, new Random(seed), Integer.MAX_VALUE));
    }

    private static List<Object> emittedFrom(List<Delivery> deliveries, Random random, int reloadEvery) {
        MemoryInMaps memory = new MemoryInMaps();
        Emitted emitted = new Emitted();
        MarketFold fold = MarketFold.load(MARKET, WINDOW, memory);
        for (Delivery delivery : deliveries) {
            if (random.nextInt(reloadEvery) == 0) {
                fold = MarketFold.load(MARKET, WINDOW, memory);
            }
            fold.add(delivery.hour(), delivery.more(), emitted);
        }
        return emitted.all();
    }

    private static final class Run {
        private final List<Delivery> deliveries;
        private final FinalRows actual = new FinalRows();
        private final MemoryInMaps memory = new MemoryInMaps();
        private final MarketFold fold = MarketFold.load(MARKET, WINDOW, memory);
        private final TreeMap<Long, FoldedHour> known = new TreeMap<>();

        Run(long seed) {
            deliveries = Deliveries.of(seed, HOURS);
        }

        void deliverAll() {
            for (Delivery delivery : deliveries) {
                deliver(delivery);
            }
            FoldedHour last = known.lastEntry().getValue();
            fold.add(last, false, actual);
        }

        private void deliver(Delivery delivery) {
            long hour = delivery.hour().hour();
            Outcome outcome = fold.add(delivery.hour(), delivery.more(), actual);
            if (outcome == Outcome.OUTSIDE_WINDOW) {
                assertThat(hour).isLessThan(known.lastKey() - WINDOW.hours());
                return;
            }
            known.merge(hour, delivery.hour(), (former, next) -> next.candle().revision() < former.candle().revision()
                    ? former
                    : next.withFull(former.full()));
            assertThat(memory.storedHours()).isLessThanOrEqualTo(WINDOW.hours() + 2 * 168);
            assertThat(memory.checkpoints()).hasSizeLessThanOrEqualTo(WINDOW.hours() / 168 + 3);
        }

        void compareWithOrderedFold() {
            FinalRows owed = inOrder(known.values().stream().toList());
            FinalRows all = inOrder(known.values().stream().map(each -> each.withFull(true)).toList());
            assertThat(actual.rows()).containsAllEntriesOf(owed.rows());
            assertThat(all.rows()).containsAllEntriesOf(actual.rows());
            assertThat(actual.rollups()).isEqualTo(owed.rollups());
        }

        private static FinalRows inOrder(List<FoldedHour> hours) {
            FinalRows rows = new FinalRows();
            CandleFold fold = CandleFold.of(MARKET);
            hours.forEach(hour -> fold.append(hour, Revisions.ofClosing(0), rows));
            return rows;
        }
    }
}
