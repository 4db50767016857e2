package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.candle.ServedRows;
import io.cryptodata.domain.candle.UnreadableRow;
import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.MissingRange;
import io.cryptodata.producers.venue.CandlePage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static io.cryptodata.producers.polling.PollerRig.BTC;
import static io.cryptodata.producers.polling.PollerRig.H;
import static io.cryptodata.producers.polling.PollerRig.closed;
import static org.assertj.core.api.Assertions.assertThat;

/// A venue that serves columns, one of which lacks a value of one hour: no row of a page with that hour can be read.
class UnalignedPageTest {
    private static final long HOURS = 80;
    private static final long BAD = H + 50;

    private final PollerRig rig = new PollerRig(closed(H + HOURS - 1));

    @BeforeEach
    void serve() {
        rig.venue.serve(BTC, H, H + HOURS + 1);
        rig.venue.override(BTC, (_, correct) -> correct.map(UnalignedPageTest::withoutOneValue));
    }

    @Test
    void the_other_hours_of_a_history_are_published_in_order() throws InterruptedException {
        for (int minutes = 0; minutes < 240; minutes += 5) {
            rig.settleAt(closed(H + HOURS - 1).plus(Duration.ofMinutes(minutes)));
        }
        List<Long> published = publishedHours();
        assertThat(published).hasSize((int) HOURS - 1).doesNotContain(BAD).isSorted();
        assertThat(rig.ledger().missing()).extracting(MissingRange::hours).filteredOn(hours -> hours.from() < H + HOURS)
                .containsExactly(new HourRange(BAD, BAD + 1));
    }

    private List<Long> publishedHours() {
        return rig.topic.published.stream().flatMap(page -> page.candles().stream()).map(Candle::openTime)
                .map(Timeframe::epochHourOf).filter(hour -> hour < H + HOURS).toList();
    }

    private static CandlePage withoutOneValue(CandlePage page) {
        boolean isAligned = page.rows().stream().map(RawCandle::openTime)
                .noneMatch(time -> time == Timeframe.instantOf(BAD).toEpochMilli());
        List<UnreadableRow> unreadable = page.rows().stream().map(row -> new UnreadableRow(row.openTime(),
                "expected columns of one length", row.excerpt())).toList();
        return isAligned
                ? page
                : new CandlePage(new ServedRows(List.of(), unreadable, 0), Instant.EPOCH, Instant.EPOCH, null);
    }
}
