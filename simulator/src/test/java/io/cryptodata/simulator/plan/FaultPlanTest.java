package io.cryptodata.simulator.plan;

import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.RequestKind;
import io.cryptodata.simulator.venue.RowTrouble;
import io.cryptodata.simulator.venue.VenueRequest;
import io.cryptodata.simulator.venue.binance.BinanceDialect;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FaultPlanTest {
    private static final Instant NOW = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant CALM = NOW.plus(Duration.ofDays(2));
    private static final int QUESTIONS = 20_000;

    @Test
    void the_same_questions_in_the_same_numbers_meet_the_same_faults() {
        List<String> once = faults(plan(5, 0.2));
        assertThat(faults(plan(5, 0.2))).isEqualTo(once);
        assertThat(faults(plan(6, 0.2))).isNotEqualTo(once);
    }

    @Test
    void the_order_of_other_questions_does_not_matter() {
        FaultPlan one = plan(5, 0.5);
        FaultPlan other = plan(5, 0.5);
        List<String> alone = new ArrayList<>();
        List<String> between = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            alone.add(String.valueOf(one.next(time(), RequestKind.TIME, NOW)));
            faultOf(other, i);
            between.add(String.valueOf(other.next(time(), RequestKind.TIME, NOW)));
        }
        assertThat(between).isEqualTo(alone).contains("null");
        assertThat(alone.stream().distinct()).hasSizeGreaterThan(5);
    }

    @Test
    void as_many_requests_meet_a_fault_as_the_rate_says_and_every_kind_comes() {
        FaultPlan plan = plan(5, 0.1);
        long ofCandles = faults(plan).stream().filter(fault -> !fault.equals("null")).count();
        assertThat(ofCandles).isBetween(QUESTIONS * 8 / 100L, QUESTIONS * 11 / 100L);
        for (int i = 0; i < 2_000; i++) {
            Fault met = plan.next(new VenueRequest("/api/v3/exchangeInfo", Map.of()), RequestKind.LISTING, NOW);
            assertThat(met instanceof Fault.Rows).isFalse();
        }
        assertThat(plan.happened().keySet()).containsExactlyInAnyOrderElementsOf(EnumSet.allOf(FaultKind.class));
        assertThat(plan.happened().values().stream().mapToLong(Long::longValue).sum()).isGreaterThan(ofCandles);
    }

    @Test
    void rows_of_a_market_are_withheld_at_most_twice_whatever_is_asked() {
        FaultPlan plan = plan(5, 0.9);
        int withheld = 0;
        for (int i = 0; i < 5_000; i++) {
            VenueRequest question = new VenueRequest("/api/v3/klines",
                    Map.of("symbol", "BTCUSDT", "interval", "1h", "startTime", Integer.toString(i % 40)));
            if (plan.next(question, RequestKind.CANDLES, NOW) instanceof Fault.Rows(RowTrouble trouble)
                    && Set.of(RowTrouble.EMPTY, RowTrouble.LAST_MISSING, RowTrouble.ENDLESS).contains(trouble)) {
                withheld++;
            }
        }
        assertThat(withheld).isEqualTo(2);
    }

    @Test
    void in_the_calm_at_the_end_all_goes_well_by_the_venues_clock() {
        FaultPlan plan = plan(5, 0.9);
        for (int i = 0; i < 500; i++) {
            assertThat(plan.next(klines(i), RequestKind.CANDLES, CALM)).isNull();
        }
        assertThat(plan.happened()).isEmpty();
    }

    @Test
    void a_venue_that_never_says_how_long_bans_nobody() {
        FaultPlan plan = new FaultPlan(new MinimalDialect(), new FaultRules(5, 0.5, CALM, Duration.ofSeconds(35)));
        faults(plan);
        assertThat(plan.happened()).doesNotContainKeys(FaultKind.BAN, FaultKind.FIREWALL)
                .containsKey(FaultKind.SLOW_DOWN);
        assertThat(plan.describe()).contains("no bans");
    }

    @Test
    void a_clock_is_wrong_by_up_to_five_minutes_and_always_by_the_same() {
        List<Duration> skews = new ArrayList<>();
        for (String venue : List.of("binance", "bybit", "okx", "bitget", "mexc")) {
            skews.add(FaultProfile.many(5).skewOf(venue));
            assertThat(FaultProfile.many(5).skewOf(venue)).isEqualTo(skews.getLast())
                    .isBetween(Duration.ofMinutes(-5), Duration.ofMinutes(5));
        }
        assertThat(skews).doesNotHaveDuplicates();
        assertThat(FaultProfile.none().skewOf("binance")).isZero();
    }

    @Test
    void a_rate_of_everything_is_refused_because_nothing_could_ever_be_repaired() {
        assertThatThrownBy(() -> plan(5, 1)).hasMessageContaining("between 0 and 0.9").hasMessageContaining("1.0");
        assertThat(plan(5, 0).describe()).isEqualTo("binance: no faults");
        assertThat(plan(5, 0.1).describe()).contains("binance", "seed 5", "10.0 %", "21 faults", CALM.toString(),
                "35 s");
    }

    private static List<String> faults(FaultPlan plan) {
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < QUESTIONS; i++) {
            faults.add(faultOf(plan, i));
        }
        return faults;
    }

    private static String faultOf(FaultPlan plan, int number) {
        return String.valueOf(plan.next(klines(number), RequestKind.CANDLES, NOW));
    }

    private static VenueRequest klines(int number) {
        return new VenueRequest("/api/v3/klines",
                Map.of("symbol", "C" + number % 200 + "USDT", "interval", "1h", "startTime",
                        Integer.toString(number / 400)));
    }

    private static VenueRequest time() {
        return new VenueRequest("/api/v3/time", Map.of());
    }

    private static FaultPlan plan(long seed, double rate) {
        return new FaultPlan(new BinanceDialect(), new FaultRules(seed, rate, CALM, Duration.ofSeconds(35)));
    }
}
