package io.cryptodata.allinone.crash;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScalePhasesTest {
    private final ScalePhases phases = new ScalePhases();

    @Test
    void a_market_is_late_by_its_latest_record_in_the_phase_in_which_that_became_readable() {
        phases.begin("steady", 1000);
        phases.begin("killed", 2000);
        phases.add("before:IT", 100, 900);
        phases.add("a:A/USDT", 1100, 1150);
        phases.add("a:A/USDT", 1200, 1270);
        phases.add("b:B/USDT", 1990, 9990);
        assertThat(phases.worst("steady")).isEqualTo(70);
        assertThat(phases.worst("killed")).isEqualTo(8000);
        assertThat(phases.table().lines()).satisfiesExactly(header -> assertThat(header).contains("worst market"),
                steady -> assertThat(steady.split(" +")).containsExactly("steady", "1", "70", "70", "70", "a:A/USDT"),
                killed -> assertThat(killed).endsWith("b:B/USDT"));
    }

    @Test
    void a_phase_without_records_has_a_row() {
        phases.begin("steady", 1000);
        assertThat(phases.worst("steady")).isZero();
        assertThat(phases.table()).contains("steady  ");
    }

    @Test
    void the_median_and_the_95th_percentile_are_taken_over_markets() {
        phases.begin("steady", 0);
        for (int market = 1; market <= 101; market++) {
            phases.add("m" + market, 0, market);
        }
        assertThat(phases.table()).containsPattern("steady +101 +51 +96 +101 +m101");
    }
}
