package io.cryptodata.producers.polling;

import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.MissingRange;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.venue.CandlePage;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import static io.cryptodata.producers.polling.PollerRig.BTC;
import static io.cryptodata.producers.polling.PollerRig.H;
import static io.cryptodata.producers.polling.PollerRig.closed;
import static io.cryptodata.producers.polling.PollerRig.page;
import static org.assertj.core.api.Assertions.assertThat;

/// History that no row proves: pages without rows, and pages that cannot be read.
class UnprovenHoursTest {
    private static final long FIRST = H - 3000;
    private static final Instant START = closed(H - 1);

    private final PollerRig rig = new PollerRig(START);

    UnprovenHoursTest() {
        rig.venue.maxRows = 1000;
        rig.venue.serve(BTC, FIRST, H + 200);
    }

    @Test
    void one_empty_page_in_a_backfill_skips_nothing() throws InterruptedException {
        List<Long> requested = new ArrayList<>();
        rig.venue.override(BTC, (from, correct) -> {
            requested.add(from);
            return from == FIRST + 1000 && requested.indexOf(from) == requested.size() - 1
                    ? page(null, List.of())
                    : correct;
        });
        rig.settle();
        System.out.println("A " + rig.ledger().recorded() + " " + rig.ledger().missing() + " " + rig.count("cda.producers.candles.late"));
        rig.settleAt(START.plus(Duration.ofMinutes(11)));
        System.out.println("A " + rig.ledger().recorded() + " " + rig.ledger().missing() + " " + rig.count("cda.producers.candles.late"));
        assertThat(rig.topic.hoursOf(BTC)).isEqualTo(hours(FIRST, H));
        assertThat(rig.count("cda.producers.candles.late")).isZero();
    }

    @Test
    void one_page_that_stays_unreadable_costs_its_own_hour_and_few_requests() throws InterruptedException {
        rig.venue.override(BTC, (from, correct) -> contains(correct, FIRST + 1500)
                ? Fetch.failed(new Failure.Unreadable("not JSON", "<html>"))
                : correct);
        int requests = dayOf(START);
        System.out.println("B requests " + requests + " " + rig.ledger().recorded() + " present " + rig.ledger().present() + " missing " + rig.ledger().missingHours());
        assertThat(rig.ledger().missing()).extracting(MissingRange::hours)
                .containsExactly(new HourRange(FIRST + 1500, FIRST + 1501));
    }

    private int dayOf(Instant start) throws InterruptedException {
        int before = rig.requests();
        for (int second = 0; second < 86_400; second += 40) {
            rig.wallTime = rig.wallTime.plusSeconds(40);
            rig.roundAt(start.plusSeconds(second));
        }
        return rig.requests() - before;
    }

    private static boolean contains(Fetch<CandlePage> response, long hour) {
        return response instanceof Fetch.Ok<CandlePage>(CandlePage page) && page.rows().stream()
                .map(RawCandle::openTime).anyMatch(millis -> millis == hour * 3_600_000);
    }

    private static List<Long> hours(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }
}
