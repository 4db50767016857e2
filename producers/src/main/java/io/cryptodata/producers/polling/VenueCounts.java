package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.PageVerdict;
import io.cryptodata.domain.candle.QuarantineReason;
import io.cryptodata.domain.candle.Verdict;
import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.metrics.ProducersMeters;
import io.cryptodata.producers.publishing.Publication;
import io.cryptodata.service.metrics.MeterDefinition;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Counts of one venue since the process started: the source of the cycle's report and of the meters. Safe for many
/// threads.
public final class VenueCounts {
    private final Map<Kind, LongAdder> counts = adders(Kind.class);
    private final Map<RequestOutcome, LongAdder> requests = adders(RequestOutcome.class);
    private final Map<QuarantineReason, LongAdder> quarantined = adders(QuarantineReason.class);

    /// What is counted besides requests and quarantined rows.
    enum Kind {
        CANDLES_PUBLISHED(ProducersMeters.CANDLES_PUBLISHED), CANDLES_LATE(
                ProducersMeters.CANDLES_LATE), CANDLES_REVISED(
                        ProducersMeters.CANDLES_REVISED), PAGES_INVALID(ProducersMeters.PAGES_INVALID), ROWS_UNFINISHED(
                                ProducersMeters.ROWS_UNFINISHED), ROWS_SUPERSEDED(
                                        ProducersMeters.ROWS_SUPERSEDED), NUMBERS_LONG(
                                                ProducersMeters.NUMBERS_LONG), STEPS_FAILED(
                                                        ProducersMeters.STEPS_FAILED);

        private final MeterDefinition meter;

        Kind(MeterDefinition meter) {
            this.meter = meter;
        }

        MeterDefinition meter() {
            return meter;
        }
    }

    /// How requests for pages and first hours ended.
    enum RequestOutcome {
        OK, SLOW_DOWN, BANNED, UNAVAILABLE, REJECTED, UNREADABLE, NOT_SERVED;

        static RequestOutcome of(Fetch<?> response) {
            return response.asFailure().map(RequestOutcome::of).orElse(OK);
        }

        private static RequestOutcome of(Failure failure) {
            return switch (failure) {
                case Failure.SlowDown _ -> SLOW_DOWN;
                case Failure.Banned _ -> BANNED;
                case Failure.Unavailable _ -> UNAVAILABLE;
                case Failure.Rejected _ -> REJECTED;
                case Failure.Unreadable _ -> UNREADABLE;
                case Failure.NotServed _ -> NOT_SERVED;
            };
        }
    }

    /// What a cycle reports.
    ///
    /// @param candles published, revised ones included
    /// @param requests for pages and first hours, successful or not
    public record Totals(long candles, long revised, long quarantined, long failed, long requests) {
        /// The part that was counted after `earlier`.
        public Totals since(Totals earlier) {
            return new Totals(candles - earlier.candles, revised - earlier.revised, quarantined - earlier.quarantined,
                    failed - earlier.failed, requests - earlier.requests);
        }
    }

    /// A request for a page or a first hour has ended.
    void request(Fetch<?> response) {
        adder(requests, RequestOutcome.of(response)).increment();
    }

    /// A page that does not match its request.
    void invalidPage() {
        add(Kind.PAGES_INVALID, 1);
    }

    /// What a page contained, new or not.
    void judged(PageVerdict.Judged page) {
        add(Kind.ROWS_UNFINISHED, page.unfinished());
        add(Kind.ROWS_SUPERSEDED, page.superseded());
        add(Kind.NUMBERS_LONG, page.longNumbers());
    }

    /// A page was committed. A candle is late if it is the first of its hour and a newer hour of its market was recorded
    /// before it.
    void published(Publication publication) {
        HourRange recorded = publication.before().recorded();
        add(Kind.CANDLES_PUBLISHED, publication.candles().size());
        add(Kind.CANDLES_LATE, publication.candles().stream().filter(candle -> candle.revision() == 0
                && recorded != null && Timeframe.epochHourOf(candle.openTime()) < recorded.to()).count());
        add(Kind.CANDLES_REVISED, publication.candles().stream().filter(candle -> candle.revision() > 0).count());
        for (Verdict.Quarantined bad : publication.quarantined()) {
            adder(quarantined, bad.reason()).increment();
        }
    }

    void stepFailed() {
        add(Kind.STEPS_FAILED, 1);
    }

    public Totals totals() {
        return new Totals(count(Kind.CANDLES_PUBLISHED), count(Kind.CANDLES_REVISED), sum(quarantined),
                count(Kind.STEPS_FAILED), sum(requests));
    }

    long count(Kind kind) {
        return adder(counts, kind).sum();
    }

    Map<RequestOutcome, LongAdder> requests() {
        return requests;
    }

    Map<QuarantineReason, LongAdder> quarantined() {
        return quarantined;
    }

    private void add(Kind kind, long amount) {
        adder(counts, kind).add(amount);
    }

    private static <E> LongAdder adder(Map<E, LongAdder> adders, E kind) {
        return Objects.requireNonNull(adders.get(kind), "every kind has an adder");
    }

    private static long sum(Map<?, LongAdder> adders) {
        return adders.values().stream().mapToLong(LongAdder::sum).sum();
    }

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> kinds) {
        return Arrays.stream(kinds.getEnumConstants()).collect(
                Collectors.toMap(Function.identity(), _ -> new LongAdder(), (one, _) -> one,
                        () -> new EnumMap<>(kinds)));
    }
}
