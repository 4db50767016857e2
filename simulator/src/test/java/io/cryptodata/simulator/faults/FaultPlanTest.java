package io.cryptodata.simulator.faults;

import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.RequestKind;
import io.cryptodata.simulator.venue.RowFault;
import io.cryptodata.simulator.venue.TimeFault;
import io.cryptodata.simulator.venue.VenueRequest;
import io.cryptodata.simulator.venue.binance.BinanceDialect;
import io.cryptodata.simulator.venues.Dialects;
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
    private static final Instant END = NOW.plus(Duration.ofDays(2));
    private static final int REQUESTS = 20_000;

    @Test
    void the_same_requests_meet_the_same_faults() {
        List<String> once = faults(plan(5, 0.2));
        assertThat(faults(plan(5, 0.2))).isEqualTo(once);
        assertThat(faults(plan(6, 0.2))).isNotEqualTo(once);
    }

    @Test
    void other_requests_do_not_change_the_faults_of_a_request() {
        FaultPlan one = plan(5, 0.5);
        FaultPlan other = plan(5, 0.5);
        List<String> alone = new ArrayList<>();
        List<String> interleaved = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            alone.add(String.valueOf(one.next(time(), RequestKind.TIME, NOW)));
            faultOf(other, i);
            interleaved.add(String.valueOf(other.next(time(), RequestKind.TIME, NOW)));
        }
        assertThat(interleaved).isEqualTo(alone).contains("null");
        assertThat(alone.stream().distinct()).hasSizeGreaterThan(5);
    }

    @Test
    void the_rate_is_the_share_of_requests_with_a_fault_and_every_kind_occurs() {
        FaultPlan plan = plan(5, 0.1);
        long faultsOfCandles = faults(plan).stream().filter(fault -> !fault.equals("null")).count();
        assertThat(faultsOfCandles).isBetween(REQUESTS * 8 / 100L, REQUESTS * 11 / 100L);
        for (int i = 0; i < 2_000; i++) {
            Fault met = plan.next(new VenueRequest("/api/v3/exchangeInfo", Map.of()), RequestKind.LISTING, NOW);
            assertThat(met instanceof Fault.Rows).isFalse();
        }
        assertThat(plan.counts().keySet()).containsExactlyInAnyOrderElementsOf(EnumSet.allOf(FaultKind.class));
        assertThat(plan.counts().values().stream().mapToLong(Long::longValue).sum()).isGreaterThan(faultsOfCandles);
    }

    @Test
    void rows_of_a_market_are_withheld_at_most_twice_over_all_requests() {
        FaultPlan plan = plan(5, 0.9);
        int withheld = 0;
        for (int i = 0; i < 5_000; i++) {
            VenueRequest request = new VenueRequest("/api/v3/klines",
                    Map.of("symbol", "BTCUSDT", "interval", "1h", "startTime", Integer.toString(i % 40)));
            if (plan.next(request, RequestKind.CANDLES, NOW) instanceof Fault.Rows(RowFault fault)
                    && Set.of(RowFault.EMPTY, RowFault.LAST_MISSING, RowFault.RANGE_IGNORED).contains(fault)) {
                withheld++;
            }
        }
        assertThat(withheld).isEqualTo(2);
    }

    @Test
    void of_eight_requests_of_a_kind_at_most_one_has_a_wrong_clock() {
        FaultPlan plan = plan(5, 0.9);
        List<Integer> wrong = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            if (plan.next(time(), RequestKind.TIME, NOW) instanceof Fault.Times(TimeFault fault)
                    && fault != TimeFault.OTHER_UNIT) {
                wrong.add(i);
            }
        }
        assertThat(wrong).hasSizeGreaterThan(50);
        for (int i = 1; i < wrong.size(); i++) {
            assertThat(wrong.get(i) - wrong.get(i - 1)).isGreaterThanOrEqualTo(8);
        }
    }

    @Test
    void a_kind_that_is_left_out_never_occurs() {
        FaultProfile profile = FaultProfile.many(5).without(EnumSet.of(FaultKind.EMPTY, FaultKind.NULL_ROW));
        FaultPlan plan = new FaultPlan(new BinanceDialect(), profile.faultRules(NOW));
        faults(plan);
        assertThat(plan.counts()).doesNotContainKeys(FaultKind.EMPTY, FaultKind.NULL_ROW)
                .containsKey(FaultKind.SHORT_ROW);
    }

    @Test
    void no_fault_occurs_after_the_end_by_the_venues_clock() {
        FaultPlan plan = plan(5, 0.9);
        for (int i = 0; i < 500; i++) {
            assertThat(plan.next(klines(i), RequestKind.CANDLES, END)).isNull();
        }
        assertThat(plan.counts()).isEmpty();
    }

    @Test
    void a_venue_that_sends_no_retry_time_never_bans() {
        FaultPlan plan = new FaultPlan(new DialectWithoutRetryAfter(),
                new FaultRules(5, 0.5, END, Duration.ofSeconds(35)));
        faults(plan);
        assertThat(plan.counts()).doesNotContainKeys(FaultKind.BAN, FaultKind.FIREWALL)
                .containsKey(FaultKind.RATE_LIMITED);
        assertThat(plan.describe()).contains("no bans");
    }

    @Test
    void a_clock_has_a_constant_skew_of_up_to_five_minutes() {
        List<Duration> skews = new ArrayList<>();
        for (String venue : Dialects.exchanges()) {
            skews.add(FaultProfile.many(5).skewOf(venue));
            assertThat(FaultProfile.many(5).skewOf(venue)).isEqualTo(skews.getLast())
                    .isBetween(Duration.ofMinutes(-5), Duration.ofMinutes(5));
        }
        assertThat(skews).doesNotHaveDuplicates();
        assertThat(FaultProfile.none().skewOf("binance")).isZero();
    }

    @Test
    void a_fault_rate_of_one_is_rejected() {
        assertThatThrownBy(() -> plan(5, 1)).hasMessageContaining("between 0 and 0.9").hasMessageContaining("1.0");
        assertThat(plan(5, 0).describe()).isEqualTo("binance: no faults");
        assertThat(plan(5, 0.1).describe()).contains("binance", "seed 5", "10.0 %", "28 kinds of faults",
                END.toString(),
                "35 s");
    }

    private static List<String> faults(FaultPlan plan) {
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
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
        return new FaultPlan(new BinanceDialect(), new FaultRules(seed, rate, END, Duration.ofSeconds(35)));
    }
}
