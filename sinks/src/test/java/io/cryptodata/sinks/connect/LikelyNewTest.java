package io.cryptodata.sinks.connect;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class LikelyNewTest {
    private static final int LARGE = 5000;

    private final LikelyNew likelyNew = new LikelyNew();

    @Test
    void small_batches_are_not_attempted() {
        assertThat(likelyNew.test(999)).isFalse();
        assertThat(likelyNew.test(1000)).isTrue();
    }

    @Test
    void after_each_failure_more_batches_are_written_without_an_attempt_up_to_64() {
        List<Integer> skipped = new ArrayList<>();
        for (int attempt = 0; attempt < 5; attempt++) {
            likelyNew.refute();
            int before = 0;
            while (!likelyNew.test(LARGE)) {
                before++;
            }
            skipped.add(before);
        }
        assertThat(skipped).containsExactly(4, 16, 64, 64, 64);
    }

    @Test
    void after_a_success_every_batch_is_attempted() {
        likelyNew.refute();
        likelyNew.refute();
        assertThat(likelyNew.isRefuted()).isTrue();
        likelyNew.confirm();
        assertThat(likelyNew.isRefuted()).isFalse();
        assertThat(likelyNew.test(LARGE)).isTrue();
        likelyNew.refute();
        for (int batch = 0; batch < 4; batch++) {
            assertThat(likelyNew.test(LARGE)).isFalse();
        }
        assertThat(likelyNew.test(LARGE)).isTrue();
    }
}
