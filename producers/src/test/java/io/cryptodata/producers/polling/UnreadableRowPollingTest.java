package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.QuarantineReason;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.candle.ServedRows;
import io.cryptodata.domain.candle.UnreadableRow;
import io.cryptodata.domain.candle.Verdict;
import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.MissingRange;
import io.cryptodata.producers.venue.CandlePage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static io.cryptodata.producers.polling.PollerRig.BTC;
import static io.cryptodata.producers.polling.PollerRig.H;
import static io.cryptodata.producers.polling.PollerRig.closed;
import static org.assertj.core.api.Assertions.assertThat;

/// A venue that serves one hour as a row that cannot be read, for ever.
class UnreadableRowPollingTest {
    private static final long BAD = H + 2;

    private final PollerRig rig = new PollerRig(closed(H + 5));

    @Test
    void a_row_of_an_unknown_hour_stops_no_later_hour_and_its_hour_stays_missing() throws InterruptedException {
        serveBadRow(null);
        rig.settle();
        assertThat(missingHours()).containsExactly(new HourRange(BAD, BAD + 1));
        for (long hour = H + 6; hour < H + 12; hour++) {
            rig.venue.serve(BTC, hour, FakeVenue.row(hour, "10", "9"));
            rig.settleAt(closed(hour));
        }
        assertThat(rig.ledger().newestPresent()).hasValue(H + 11);
        assertThat(missingHours()).containsExactly(new HourRange(BAD, BAD + 1));
        assertThat(rig.ledger().confirmedEmpty()).isEmpty();
        assertThat(quarantined()).extracting(Verdict.Quarantined::reason).containsExactly(QuarantineReason.MALFORMED);
    }

    @Test
    void once_its_hour_is_served_as_a_candle_nothing_is_missing() throws InterruptedException {
        serveBadRow(null);
        rig.settle();
        rig.venue.clearOverride(BTC);
        rig.venue.serve(BTC, H + 6, H + 8);
        rig.settleAt(closed(H + 7));
        assertThat(rig.ledger().missing()).isEmpty();
        assertThat(rig.versionsOf(BAD)).hasSize(1);
    }

    @Test
    void a_row_of_an_unknown_hour_decides_nothing_about_other_hours_for_ever() throws InterruptedException {
        long bad = H + 25;
        rig.expectedFrom = Timeframe.instantOf(H - 10);
        rig.venue.serve(BTC, H - 10, H - 9);
        rig.venue.serve(BTC, H, H + 40);
        rig.venue.override(BTC, (_, correct) -> correct.map(page -> withBadRow(page, null, bad)));
        for (int minutes = 0; minutes < 180; minutes += 5) {
            rig.settleAt(closed(H + 39).plus(Duration.ofMinutes(minutes)));
        }
        assertThat(rig.ledger().confirmedEmpty()).contains(new HourRange(H - 9, H));
        assertThat(missingHours()).contains(new HourRange(bad, bad + 1));
    }

    @Test
    void a_row_of_a_known_hour_is_quarantined_once() throws InterruptedException {
        serveBadRow(BAD * 3_600_000);
        rig.settle();
        rig.settleAt(closed(H + 7));
        assertThat(quarantined()).extracting(Verdict.Quarantined::openTime).containsExactly(BAD * 3_600_000);
        assertThat(rig.ledger().quarantined()).isEqualTo(1);
    }

    private List<HourRange> missingHours() {
        return rig.ledger().missing().stream().map(MissingRange::hours).toList();
    }

    private List<Verdict.Quarantined> quarantined() {
        return rig.topic.published.stream().flatMap(page -> page.quarantined().stream()).toList();
    }

    private void serveBadRow(@Nullable Long openTime) {
        rig.venue.serve(BTC, H, H + 6);
        rig.venue.override(BTC, (_, correct) -> correct.map(page -> withBadRow(page, openTime, BAD)));
    }

    private static CandlePage withBadRow(CandlePage page, @Nullable Long openTime, long badHour) {
        List<RawCandle> others = page.rows().stream().filter(row -> row.openTime() != badHour * 3_600_000).toList();
        List<UnreadableRow> bad = others.size() == page.rows().size()
                ? List.of()
                : List.of(new UnreadableRow(openTime, "expected an array, but was NULL", "null"));
        return new CandlePage(new ServedRows(others, bad, 0), Instant.EPOCH, Instant.EPOCH, null);
    }
}
