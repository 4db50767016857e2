package io.cryptodata.streams.candle;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.fold.CandleFold;
import io.cryptodata.domain.fold.FoldOutput;
import io.cryptodata.service.metrics.MeterNames;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import static io.cryptodata.streams.candle.CandleScript.BTC;
import static io.cryptodata.streams.candle.CandleScript.ETH;
import static org.assertj.core.api.Assertions.assertThat;

/// A stream that is started with a store of a release without the timeframe `1d`.
class ColdMarketsTest {
    private static final int HOURS = 60 * 24;
    private static final String CATALOGUE = "\0f000000";

    private final List<Candle> candles = CandleScript.walk(BTC, HOURS, 3);

    @TempDir
    Path stateDir;

    @Test
    void a_market_whose_rows_lack_a_timeframe_is_counted_until_a_replay_has_emitted_them_all() {
        try (TopologyDriver driver = upgraded()) {
            assertThat(countedIn(driver.store())).isEqualTo(1);
            long second = Timeframe.epochHourOf(candles.get(1).openTime());
            driver.replay("one", candles, 0, HOURS, second, candles.getLast().closeTime());
            assertThat(countedIn(driver.store())).isEqualTo(1);
            assertThat(coldMarkets(driver)).isEqualTo(1);
            driver.values();
            driver.replay("two", candles, 0, HOURS, candles.getLast().closeTime());
            assertThat(countedIn(driver.store())).isZero();
            assertThat(coldMarkets(driver)).isZero();
            assertThat(driver.values()).as("rows of days, those inside the window included")
                    .filteredOn(row -> row.getTimeframe().equals("1d")).hasSize(HOURS);
        }
    }

    @Test
    void a_market_of_a_release_that_stored_one_state_is_counted() {
        try (TopologyDriver driver = new TopologyDriver(stateDir)) {
            CandleFold former = CandleFold.of(BTC);
            candles.forEach(candle -> former.add(candle, FoldOutput.NONE));
            driver.store().put(BTC.key(), stateOf(former));
            driver.store().put(ETH.key(), renamed(stateOf(CandleFold.of(ETH)), "ema36", "was36"));
            assertThat(countedIn(driver.store())).isEqualTo(1);
            driver.store().put(BTC.key(), renamed(stateOf(former), "ema36", "was36"));
            assertThat(countedIn(driver.store())).isEqualTo(2);
        }
    }

    @Test
    void the_next_partition_is_one_with_markets_that_are_not_refused() {
        ColdMarkets cold = ColdMarkets.in(MeterNames.strictRegistry());
        assertThat(cold.nextPartition()).isEmpty();
        cold.set(BTC, 0, List.of("timeframe 1d"));
        cold.set(ETH, 1, List.of("timeframe 1d"));
        assertThat(cold.nextPartition()).hasValue(0);
        cold.refuse(BTC);
        assertThat(cold.nextPartition()).hasValue(1);
        assertThat(cold.waitingIn(0)).isEmpty();
        assertThat(cold.waitingIn(1)).containsExactly(ETH);
        assertThat(cold.count()).isEqualTo(2);
    }

    @Test
    void only_markets_of_assigned_partitions_are_counted() {
        ColdMarkets cold = ColdMarkets.in(MeterNames.strictRegistry());
        cold.set(BTC, 0, List.of("timeframe 1d"));
        cold.set(ETH, 1, List.of("timeframe 1d"));
        cold.removeAll(1);
        assertThat(cold.count()).isEqualTo(1);
        cold.set(BTC, 0, List.of());
        assertThat(cold.count()).isZero();
    }

    private TopologyDriver upgraded() {
        TopologyDriver driver = new TopologyDriver(stateDir.resolve("upgraded"));
        try (TopologyDriver former = new TopologyDriver(stateDir.resolve("former"))) {
            former.send(candles);
            former.send(CandleScript.walk(ETH, 5, 4));
            assertThat(coldMarkets(former)).isZero();
            withoutDays(former);
            try (KeyValueIterator<String, byte[]> entries = former.store().all()) {
                entries.forEachRemaining(entry -> driver.store().put(entry.key, entry.value));
            }
        }
        return driver;
    }

    private static int countedIn(KeyValueStore<String, byte[]> store) {
        ColdMarkets cold = ColdMarkets.in(MeterNames.strictRegistry());
        cold.addAll(0, store);
        return cold.count();
    }

    private static byte[] stateOf(CandleFold fold) {
        ByteBuffer state = ByteBuffer.allocate(fold.size());
        fold.writeTo(state);
        return state.array();
    }

    /// The state with another name of the same length in its directory.
    private static byte[] renamed(byte[] state, String name, String other) {
        String text = new String(state, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(name);
        return text.replaceFirst(name, other).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static double coldMarkets(TopologyDriver driver) {
        return driver.meters.get("cda.streams.cold.markets").gauge().value();
    }

    private static void withoutDays(TopologyDriver driver) {
        String key = BTC.key() + CATALOGUE;
        String names = new String(driver.store().get(key), StandardCharsets.US_ASCII);
        driver.store().put(key, names.replace("timeframe 1d\n", "").getBytes(StandardCharsets.US_ASCII));
    }
}
