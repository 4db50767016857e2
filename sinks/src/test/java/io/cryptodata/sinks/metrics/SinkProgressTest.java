package io.cryptodata.sinks.metrics;

import io.cryptodata.service.topic.GroupProgress;
import io.cryptodata.sinks.deployment.SinkTable;
import org.junit.jupiter.api.Test;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class SinkProgressTest {
    private final SinkProgress.Sink sink = new SinkProgress.Sink(SinkTable.ALL.getFirst());

    @Test
    void rows_are_counted_from_the_first_measurement_on() {
        assertThat(sink.lag()).isNaN();
        sink.update(Optional.of(new GroupProgress(1000, 50)));
        assertThat(sink.written()).isZero();
        assertThat(sink.lag()).isEqualTo(50);
        sink.update(Optional.of(new GroupProgress(1050, 0)));
        assertThat(sink.written()).isEqualTo(50);
    }

    @Test
    void a_position_that_is_set_back_never_lowers_the_count() {
        sink.update(Optional.of(new GroupProgress(1000, 0)));
        sink.update(Optional.of(new GroupProgress(10, 990)));
        sink.update(Optional.of(new GroupProgress(110, 890)));
        assertThat(sink.written()).isEqualTo(100);
    }

    @Test
    void without_a_response_the_lag_is_unknown_and_the_count_stays() {
        sink.update(Optional.of(new GroupProgress(5, 5)));
        sink.update(Optional.of(new GroupProgress(10, 0)));
        sink.update(Optional.empty());
        assertThat(sink.lag()).isNaN();
        assertThat(sink.written()).isEqualTo(5);
    }
}
