package io.cryptodata.service.lifecycle;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HealthTest {
    private static final Health UP = new Health.Up("3 markets");
    private static final Health SLOW = Health.degraded("slow");
    private static final Health STARTING = new Health.Starting("restoring");
    private static final Health DOWN = new Health.Down("crashed");

    @Test
    void a_service_serves_while_it_is_up_or_degraded() {
        assertThat(List.of(UP, SLOW)).allMatch(Health::isServing);
        assertThat(List.of(STARTING, DOWN)).noneMatch(Health::isServing);
    }

    @Test
    void the_worst_component_decides() {
        assertThat(merged(UP, UP)).isEqualTo(new Health.Up("a: 3 markets; b: 3 markets"));
        assertThat(merged(UP, SLOW)).isEqualTo(Health.degraded("b: slow"));
        assertThat(merged(SLOW, STARTING)).isEqualTo(new Health.Starting("b: restoring"));
        assertThat(merged(STARTING, DOWN)).isEqualTo(new Health.Down("b: crashed"));
        assertThat(Health.merge(Map.of())).isEqualTo(Health.up());
    }

    @Test
    void all_reasons_of_the_same_kind_are_kept() {
        assertThat(merged(new Health.Degraded(List.of("slow", "late")), SLOW))
                .isEqualTo(new Health.Degraded(List.of("a: slow", "a: late", "b: slow")));
        assertThat(merged(DOWN, DOWN).reasons()).containsExactly("a: crashed; b: crashed");
    }

    @Test
    void degraded_needs_a_reason() {
        assertThat(Health.ofReasons(List.of())).isEqualTo(Health.up());
        assertThatIllegalArgumentException().isThrownBy(() -> new Health.Degraded(List.of()));
    }

    private static Health merged(Health a, Health b) {
        Map<String, Health> components = new LinkedHashMap<>();
        components.put("a", a);
        components.put("b", b);
        return Health.merge(components);
    }
}
