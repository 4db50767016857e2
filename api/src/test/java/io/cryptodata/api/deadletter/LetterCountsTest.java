package io.cryptodata.api.deadletter;

import io.cryptodata.schemas.LetterHeader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class LetterCountsTest {
    private final LetterCounts counts = new LetterCounts();

    @Test
    void letters_that_were_published_again_do_not_wait() {
        counts.add(letter(0));
        counts.add(letter(1));
        assertThat(counts.waiting()).singleElement()
                .satisfies(waiting -> assertThat(waiting.letters()).isEqualTo(2));
        ConsumerRecord<String, byte[]> mark = mark(2, 0);
        counts.add(mark);
        counts.add(mark);
        assertThat(counts.waiting()).singleElement()
                .satisfies(waiting -> assertThat(waiting.letters()).isEqualTo(1));
        counts.clear();
        assertThat(counts.waiting()).isEmpty();
    }

    /// Letters are older than their marks, so that retention removes them first.
    @Test
    void the_mark_of_a_letter_that_was_removed_hides_no_other_letter() {
        counts.add(mark(8, 3));
        counts.add(letter(9));
        assertThat(counts.waiting()).singleElement()
                .satisfies(waiting -> assertThat(waiting.letters()).isEqualTo(1));
        counts.add(mark(10, 9));
        assertThat(counts.waiting()).isEmpty();
    }

    private static ConsumerRecord<String, byte[]> mark(long offset, long letter) {
        ConsumerRecord<String, byte[]> mark = letter(offset);
        mark.headers().add(LetterHeader.RETRIED_OFFSET, Long.toString(letter).getBytes(StandardCharsets.UTF_8));
        return mark;
    }

    private static ConsumerRecord<String, byte[]> letter(long offset) {
        return new ConsumerRecord<>("ledger.dlq", 0, offset, "key", new byte[0]);
    }
}
