package io.cryptodata.allinone.demo;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class CpuByPartTest {
    @Test
    void a_thread_belongs_to_the_part_in_the_prefix_of_its_name() {
        assertThat(CpuByPart.partOf("task-thread-sink-indicators-0")).isEqualTo("sink of indicators (Connect)");
        assertThat(CpuByPart.partOf("main")).isEqualTo("everything else in this process");
    }

    @Test
    void the_difference_lists_the_busiest_part_first_without_idle_parts() {
        Map<String, Duration> before = Map.of("a", Duration.ofSeconds(1), "b", Duration.ofSeconds(1), "c",
                Duration.ofSeconds(1));
        Map<String, Duration> after = Map.of("a", Duration.ofSeconds(2), "b", Duration.ofSeconds(5), "c",
                Duration.ofSeconds(1));
        assertThat(CpuByPart.between(before, after)).containsExactly(Map.entry("b", Duration.ofSeconds(4)),
                Map.entry("a", Duration.ofSeconds(1)));
    }

    @Test
    void this_process_has_used_cpu_time() {
        assertThat(new CpuByPart(Map.of()).sinceStart().values().stream().reduce(Duration.ZERO, Duration::plus))
                .isPositive();
    }
}
