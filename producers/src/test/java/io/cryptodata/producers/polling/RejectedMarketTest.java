package io.cryptodata.producers.polling;

import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.ledger.MissingRange;
import io.cryptodata.domain.ledger.OutsideWindow;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.service.task.TaskReport;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class RejectedMarketTest {
    private final PollerRig rig = new PollerRig(PollerRig.closed(PollerRig.H + 2));

    @Test
    void a_market_that_the_venue_keeps_rejecting_is_reported_with_the_reason_until_it_is_served()
            throws InterruptedException {
        rig.venue.serve(PollerRig.BTC, PollerRig.H, PollerRig.H + 10);
        rig.venue.override(PollerRig.BTC, (_, _) -> Fetch.failed(new Failure.Rejected("Invalid symbol.")));
        rig.roundAt(PollerRig.closed(PollerRig.H + 2));
        rig.roundAt(PollerRig.closed(PollerRig.H + 2));
        assertThat(rejected()).isEmpty();
        for (long hour = PollerRig.H + 3; hour < PollerRig.H + 7; hour++) {
            rig.settleAt(PollerRig.closed(hour));
        }
        assertThat(rejected()).containsExactly(new VenueFindings.Rejected("BTC/USDT", "Invalid symbol."));
        rig.venue.clearOverride(PollerRig.BTC);
        rig.settleAt(PollerRig.closed(PollerRig.H + 7));
        assertThat(rejected()).isEmpty();
    }

    @Test
    void three_rejected_markets_are_named_in_a_run_and_the_others_counted() {
        List<TaskReport> runs = new ArrayList<>();
        VenueFindings findings = new VenueFindings(null, null, Stream.of("A/USDT", "B/USDT", "C/USDT", "D/USDT")
                .map(asset -> new VenueFindings.Rejected(asset, "Invalid symbol.")).toList());
        new ProblemRuns("candles.binance", "one", runs::add).step(Instant.EPOCH, findings);
        assertThat(runs).singleElement().satisfies(run -> {
            assertThat(run.outcome()).isEqualTo(TaskReport.Outcome.PARTIAL);
            assertThat(run.counts()).containsEntry("rejected", 4L);
            assertThat(run.detail()).contains(" | A/USDT is tracked, but the venue rejects it: Invalid symbol. | ")
                    .contains("C/USDT").doesNotContain("D/USDT").endsWith(" | rejected markets that are not named: 1");
        });
    }

    @Test
    void a_market_whose_history_waits_because_too_many_ranges_are_missing_is_named_in_a_run() {
        List<MissingRange> missing = LongStream.range(0, Ledger.MAX_RANGES).map(i -> PollerRig.H - 2 * i - 2)
                .sorted().mapToObj(hour -> new MissingRange(new HourRange(hour, hour + 1), 0, null)).toList();
        rig.ledgers.commit(new Ledger(PollerRig.BTC,
                new HourRange(missing.getFirst().hours().from(), PollerRig.H), missing, List.of(), List.of(),
                missing.size(), 0, List.of(), List.of(), null, OutsideWindow.NONE, MarketState.BACKFILLING, null));
        rig.poller().round();
        VenueFindings findings = rig.poller().report().findings();
        List<TaskReport> runs = new ArrayList<>();
        new ProblemRuns("candles.binance", "one", runs::add).step(Instant.EPOCH, findings);
        assertThat(runs).singleElement().satisfies(run -> {
            assertThat(run.outcome()).isEqualTo(TaskReport.Outcome.PARTIAL);
            assertThat(run.counts()).containsEntry("without_history", 1L);
            assertThat(run.detail()).contains("BTC/USDT has 4096 missing ranges or more: no history is requested");
        });
    }

    private List<VenueFindings.Rejected> rejected() {
        return rig.poller().report().findings().rejected();
    }
}
