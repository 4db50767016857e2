package io.cryptodata.streams.replay;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.fold.FoldedHour;
import io.cryptodata.domain.fold.LastVersions;
import io.cryptodata.domain.market.Market;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.metrics.MeterNames;
import io.cryptodata.streams.candle.ColdMarkets;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The steps of the background replay: two partitions with cold markets, and a stream that folds when a test says so.
class ColdFillTest {
    private static final int MANY = 2 * ColdFill.HOURS_PER_TRANSACTION + 500;
    private static final Market BTC = new Market("binance", "BTC/USDT");
    private static final Market ETH = new Market("binance", "ETH/USDT");
    private static final Market SOL = new Market("okx", "SOL/USDT");
    private static final Set<String> LACKED = Set.of("timeframe 1d");

    private final MeterRegistry meters = MeterNames.strictRegistry();
    private final ColdMarkets cold = ColdMarkets.in(meters);
    private final Map<String, Integer> onTopic = new LinkedHashMap<>();
    private final List<String> written = new ArrayList<>();
    private final List<Integer> closed = new ArrayList<>();
    private final Live live = new Live();
    private final ColdFill fill = new ColdFill(cold, live, Partition::new, () -> 0);
    private boolean brokerFails;

    @BeforeEach
    void coldMarkets() {
        for (int partition = 0; partition < 2; partition++) {
            cold.assign(partition);
        }
        cold.set(BTC, 0, LACKED);
        cold.set(ETH, 0, LACKED);
        cold.set(SOL, 1, LACKED);
        onTopic.putAll(Map.of(BTC.key(), MANY, ETH.key(), 10, SOL.key(), 20, "binance:WARM/USDT", 30));
    }

    @Test
    void all_cold_markets_are_published_one_after_the_other_in_transactions_of_2000_hours() throws Exception {
        runUntilIdle();
        assertThat(written).containsExactlyInAnyOrder("binance:BTC/USDT 0-2000", "binance:BTC/USDT 2000-4000",
                "binance:BTC/USDT 4000-4500", "binance:ETH/USDT 0-10", "okx:SOL/USDT 0-20")
                .containsSubsequence("binance:BTC/USDT 0-2000", "binance:BTC/USDT 2000-4000",
                        "binance:BTC/USDT 4000-4500", "okx:SOL/USDT 0-20");
        assertThat(closed).containsExactly(0, 1);
        assertThat(cold.count()).isZero();
        assertThat(fill.describe()).isEmpty();
    }

    @Test
    void a_transaction_waits_until_the_one_before_is_folded() throws Exception {
        live.folding = false;
        onlyCold(BTC);
        assertThat(stepsUntil(ColdFill.UNTIL_FOLDED)).isPositive();
        assertThat(written).containsExactly("binance:BTC/USDT 0-2000");
        assertThat(fill.step()).isEqualTo(ColdFill.UNTIL_FOLDED);
        assertThat(fill.step()).isEqualTo(ColdFill.UNTIL_FOLDED);
        assertThat(written).hasSize(1);
        live.folding = true;
        assertThat(fill.step()).isEqualTo(ColdFill.UNTIL_FOLDED);
        assertThat(written).hasSize(2);
    }

    @Test
    void nothing_is_read_or_published_while_live_candles_are_behind() throws Exception {
        onlyCold(BTC);
        live.caughtUp = false;
        assertThat(stepsUntil(ColdFill.WHILE_LIVE_WORK)).isPositive();
        assertThat(fill.step()).isEqualTo(ColdFill.WHILE_LIVE_WORK);
        live.caughtUp = true;
        stepsUntil(ColdFill.UNTIL_FOLDED);
        live.caughtUp = false;
        assertThat(fill.step()).isEqualTo(ColdFill.WHILE_LIVE_WORK);
        assertThat(written).containsExactly("binance:BTC/USDT 0-2000");
    }

    @Test
    void nothing_is_done_while_the_stream_restores_or_does_not_run() throws Exception {
        live.running = false;
        assertThat(fill.step()).isEqualTo(ColdFill.IDLE);
        assertThat(fill.step()).isEqualTo(ColdFill.IDLE);
        assertThat(written).isEmpty();
        live.running = true;
        runUntilIdle();
        assertThat(cold.count()).isZero();
    }

    @Test
    void a_partition_that_moved_to_another_process_is_left_to_it() throws Exception {
        stepsUntil(ColdFill.UNTIL_FOLDED);
        cold.removeAll(0);
        runUntilIdle();
        assertThat(written).hasSize(2).last().isEqualTo("okx:SOL/USDT 0-20");
        assertThat(closed).containsExactly(0, 1);
        assertThat(cold.refused()).isEmpty();
    }

    @Test
    void a_market_that_a_command_has_filled_meanwhile_is_not_published() throws Exception {
        stepsUntil(ColdFill.UNTIL_FOLDED);
        Market other = written.getFirst().startsWith(BTC.key()) ? ETH : BTC;
        cold.set(other, 0, Set.of());
        runUntilIdle();
        assertThat(written).noneMatch(each -> each.startsWith(other.key()));
        assertThat(cold.refused()).isEmpty();
    }

    @Test
    void a_market_whose_replay_is_not_used_is_named_and_not_retried() throws Exception {
        live.unused = ETH;
        runUntilIdle();
        assertThat(cold.refused()).containsExactly(ETH);
        assertThat(meters.get("cda.streams.cold.refused").gauge().value()).isEqualTo(1);
        assertThat(meters.get("cda.streams.cold.markets").gauge().value()).isEqualTo(1);
        assertThat(written).filteredOn(each -> each.startsWith(ETH.key())).hasSize(1);
        Health health = new BackgroundReplay(cold, fill).health();
        assertThat(health).isInstanceOf(Health.Degraded.class);
        assertThat(health.reasons()).singleElement().asString().contains("1 markets", "binance:ETH/USDT",
                "./cda replay");
        cold.set(ETH, 0, Set.of());
        assertThat(cold.refused()).isEmpty();
        assertThat(new BackgroundReplay(cold, fill).health()).isEqualTo(Health.up());
    }

    @Test
    void a_market_without_candles_on_the_topic_is_named_and_not_retried() throws Exception {
        onTopic.remove(BTC.key());
        runUntilIdle();
        assertThat(cold.refused()).containsExactly(BTC);
        assertThat(closed).containsExactly(0, 1);
    }

    @Test
    void a_market_is_replayed_from_its_first_hour_after_a_failure() throws Exception {
        onlyCold(BTC);
        stepsUntil(ColdFill.UNTIL_FOLDED);
        brokerFails = true;
        assertThatThrownBy(fill::step).isInstanceOf(KafkaException.class);
        assertThat(closed).containsExactly(0);
        brokerFails = false;
        runUntilIdle();
        assertThat(written).containsExactly("binance:BTC/USDT 0-2000", "binance:BTC/USDT 0-2000",
                "binance:BTC/USDT 2000-4000", "binance:BTC/USDT 4000-4500");
        assertThat(cold.count()).isZero();
    }

    @Test
    void the_health_has_the_progress() throws Exception {
        stepsUntil(ColdFill.UNTIL_FOLDED);
        assertThat(new BackgroundReplay(cold, fill).health())
                .isEqualTo(new Health.Up("0 of 3 cold markets are filled"));
    }

    @Test
    void a_close_ends_the_replay_of_the_current_market() throws Exception {
        stepsUntil(ColdFill.UNTIL_FOLDED);
        BackgroundReplay background = new BackgroundReplay(cold, fill);
        background.close();
        background.close();
        assertThat(closed).containsExactly(0);
        assertThat(cold.count()).isEqualTo(3);
    }

    private void onlyCold(Market market) {
        List.of(BTC, ETH, SOL).stream().filter(each -> !each.equals(market))
                .forEach(each -> cold.set(each, 0, Set.of()));
    }

    private void runUntilIdle() throws InterruptedException {
        stepsUntil(ColdFill.IDLE);
    }

    private int stepsUntil(Duration delay) throws InterruptedException {
        for (int steps = 1; steps < 1000; steps++) {
            if (fill.step().equals(delay)) {
                return steps;
            }
        }
        throw new AssertionError("no step had the delay " + delay);
    }

    private final class Live implements LiveWork {
        private boolean running = true;
        private boolean caughtUp = true;
        private boolean folding = true;
        private Market unused = new Market("none", "NONE/NONE");
        private String last = "";

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public boolean isCaughtUp(Set<Integer> partitions) {
            assertThat(partitions).isSubsetOf(0, 1);
            return caughtUp;
        }

        /// A market is filled with the last of its hours.
        @Override
        public boolean hasFolded(int partition, long offset) {
            Market market = Market.ofKey(last.substring(0, last.indexOf(' ')));
            boolean complete = last.endsWith("-" + onTopic.get(market.key()));
            if (folding && complete && !market.equals(unused)) {
                cold.set(market, partition, Set.of());
            }
            return folding;
        }
    }

    private final class Partition implements OpenPartition {
        private final int number;
        private final SequencedMap<String, LastVersions> hours = new LinkedHashMap<>();

        Partition(int number, Predicate<String> wanted) {
            this.number = number;
            onTopic.forEach((key, count) -> {
                if (wanted.test(key)) {
                    hours.put(key, hoursOf(Market.ofKey(key), count));
                }
            });
        }

        @Override
        public int number() {
            return number;
        }

        /// Groups of one market.
        @Override
        public SequencedMap<String, LastVersions> next() {
            SequencedMap<String, LastVersions> group = new LinkedHashMap<>();
            Map.Entry<String, LastVersions> next = hours.pollFirstEntry();
            if (next != null) {
                group.put(next.getKey(), next.getValue());
            }
            return group;
        }

        @Override
        public long write(String market, List<FoldedHour> all, int from, int to) {
            if (brokerFails) {
                throw new KafkaException("no broker");
            }
            assertThat(onTopic).containsEntry(market, all.size());
            live.last = market + " " + from + "-" + to;
            written.add(live.last);
            return written.size();
        }

        @Override
        public void close() {
            closed.add(number);
        }
    }

    private static LastVersions hoursOf(Market market, int count) {
        LastVersions hours = new LastVersions();
        for (int i = 0; i < count; i++) {
            Candle candle = new Candle(market, Instant.parse("2024-01-01T00:00:00Z").plusSeconds(3600L * i), 1, 1, 1,
                    1, 1, 0);
            hours.add(FoldedHour.full(candle), false);
        }
        return hours;
    }
}
