package io.cryptodata.allinone.up;

import io.cryptodata.producers.status.VenueStatus;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class VenueStateChangesTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private List<VenueStatus> venues = List.of(VenueStatus.notAsked("okx"), VenueStatus.notAsked("bybit"));
    private final VenueStateChanges news = new VenueStateChanges(() -> venues);

    @Test
    void a_venue_that_was_not_asked_yet_is_no_news() {
        assertThat(news.next()).isEmpty();
    }

    @Test
    void each_change_of_a_venue_is_told_once() {
        VenueStatus answers = VenueStatus.notAsked("okx").answered(NOON);
        VenueStatus silent = VenueStatus.notAsked("bybit").failed("unavailable: no route", NOON);
        venues = List.of(answers, silent);
        assertThat(news.next()).hasValueSatisfying(lines -> assertThat(lines.lines()).containsExactly("  okx: answers",
                "  bybit: does not answer as it should, and is asked again: unavailable: no route"));
        venues = List.of(answers.answered(NOON.plusSeconds(1)), silent.failed("unavailable: timeout", NOON));
        assertThat(news.next()).isEmpty();
        venues = List.of(answers, silent.answered(NOON));
        assertThat(news.next()).hasValue("  bybit: answers");
    }
}
