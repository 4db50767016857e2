package io.cryptodata.simulator.faults;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LastingFaultsTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(3));
    private static final List<Market> MARKETS = IntStream.range(0, 200)
            .mapToObj(number -> new Market("binance", "C" + number + "/USDT")).toList();

    private final LastingFaults faults = new LastingFaults("binance", new LastingRules(5, 0.2, START, END));

    @Test
    void one_hour_of_every_fifth_market_is_damaged_for_ever_in_the_same_way() {
        List<Integer> damagedHours = new ArrayList<>();
        Set<Object> ways = new HashSet<>();
        for (Market market : MARKETS) {
            long[] damaged = hours().filter(hour -> faults.damageOf(market, hour) != null).toArray();
            damagedHours.add(damaged.length);
            LongStream.of(damaged).forEach(hour -> ways.add(String.valueOf(faults.damageOf(market, hour))));
        }
        assertThat(damagedHours).containsOnly(0, 1);
        assertThat(damagedHours.stream().filter(count -> count == 1)).hasSizeBetween(25, 55);
        assertThat(ways).hasSize(4);
    }

    @Test
    void some_hours_are_unreadable_for_days_and_some_for_ever() {
        int forDays = 0;
        int forEver = 0;
        for (Market market : MARKETS) {
            long during = hours().filter(hour -> faults.isUnreadable(market, hour, Timeframe.instantOf(hour + 1)))
                    .count();
            long afterwards = hours().filter(hour -> faults.isUnreadable(market, hour, END.plus(Duration.ofDays(9))))
                    .count();
            assertThat(during).isBetween(0L, 3L);
            assertThat(afterwards).isIn(0L, during);
            forDays += during > 0 && afterwards == 0 ? 1 : 0;
            forEver += afterwards > 0 ? 1 : 0;
        }
        assertThat(forDays).isPositive();
        assertThat(forEver).isPositive();
    }

    @Test
    void the_first_page_of_a_markets_history_is_emptied_once_until_the_end() {
        List<SourceRow> history = List.of(row(START.minus(Duration.ofDays(3))));
        List<Market> emptied = MARKETS.stream().filter(market -> faults.isEmptied(market, history, START)).toList();
        assertThat(emptied).hasSizeBetween(25, 55);
        assertThat(MARKETS).noneMatch(market -> faults.isEmptied(market, history, START));
        LastingFaults others = new LastingFaults("binance", new LastingRules(5, 0.2, START, END));
        assertThat(emptied).noneMatch(market -> others.isEmptied(market, List.of(row(START)), START))
                .noneMatch(market -> others.isEmptied(market, history, END))
                .allMatch(market -> others.isEmptied(market, history, START));
    }

    @Test
    void a_share_of_zero_has_no_fault_and_a_share_above_one_is_rejected() {
        LastingFaults none = new LastingFaults("binance", new LastingRules(5, 0, START, START));
        assertThat(MARKETS).noneMatch(market -> hours().anyMatch(
                hour -> none.damageOf(market, hour) != null || none.isUnreadable(market, hour, START)));
        assertThatThrownBy(() -> new LastingRules(5, 1.1, START, END)).hasMessageContaining("between 0 and 1")
                .hasMessageContaining("1.1");
    }

    private static LongStream hours() {
        return LongStream.range(Timeframe.epochHourOf(START) - 100, Timeframe.epochHourOf(END) + 100);
    }

    private static SourceRow row(Instant opens) {
        return new SourceRow(opens.toEpochMilli(), "1", "1", "1", "1", "1");
    }
}
