package io.cryptodata.producers.polling;

import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.ledger.MissingCause;
import io.cryptodata.producers.fetch.FetchPause;
import io.cryptodata.producers.metrics.ProducersMeters;
import io.cryptodata.producers.polling.VenueCounts.Kind;
import io.cryptodata.producers.status.GroupStatus;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// The meters of this process' polling, named `cda.producers.*`. They read [VenueCounts] and [VenueReport], and are removed
/// from the registry on [#close()].
public final class ProducerMetrics implements AutoCloseable {
    private final MeterRegistry registry;
    private final List<Meter> meters = new ArrayList<>();

    private ProducerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /// The meters of one venue.
    public static ProducerMetrics bind(VenuePoller poller, MeterRegistry registry) {
        ProducerMetrics metrics = new ProducerMetrics(registry);
        metrics.register(poller.counts(), poller.exchange());
        metrics.register(poller.report(), poller.exchange());
        return metrics;
    }

    /// The meter of the pause of all fetching.
    public static ProducerMetrics bind(FetchPause pause, MeterRegistry registry) {
        ProducerMetrics metrics = new ProducerMetrics(registry);
        metrics.meters.add(ProducersMeters.PAUSED.gaugeIn(registry, pause, each -> each.isActive() ? 1 : 0));
        return metrics;
    }

    /// The meter of an operator's pause of one venue.
    public static ProducerMetrics bind(FetchPause pause, String exchange, MeterRegistry registry) {
        ProducerMetrics metrics = new ProducerMetrics(registry);
        metrics.meters.add(ProducersMeters.PAUSED_BY_OPERATOR.gaugeIn(registry, pause,
                each -> each.isActive() ? 1 : 0, exchange));
        return metrics;
    }

    /// The meters of this process as a member of the group.
    public static ProducerMetrics bind(Supplier<GroupStatus> group, MeterRegistry registry) {
        ProducerMetrics metrics = new ProducerMetrics(registry);
        metrics.meters.add(ProducersMeters.LEADER.gaugeIn(registry, group, each -> each.get().isLeader() ? 1 : 0));
        metrics.meters.add(ProducersMeters.PARTITIONS.gaugeIn(registry, group, each -> each.get().assigned().size()));
        return metrics;
    }

    private void register(VenueCounts counts, String exchange) {
        for (Kind kind : Kind.values()) {
            meters.add(kind.meter().functionCounterIn(registry, counts, source -> source.count(kind), exchange));
        }
        counts.requests().forEach((outcome, adder) -> meters.add(ProducersMeters.PAGE_REQUESTS
                .functionCounterIn(registry, adder, LongAdder::sum, exchange, tag(outcome))));
        counts.quarantined().forEach((reason, adder) -> meters.add(ProducersMeters.ROWS_QUARANTINED
                .functionCounterIn(registry, adder, LongAdder::sum, exchange, tag(reason))));
    }

    private void register(VenueReport report, String exchange) {
        meters.add(ProducersMeters.OVERDUE.gaugeIn(registry, report, VenueReport::overdueSeconds, exchange));
        meters.add(ProducersMeters.AVAILABLE.gaugeIn(registry, report, VenueReport::availability, exchange));
        meters.add(ProducersMeters.MARKETS_LACKING.gaugeIn(registry, report, VenueReport::lackingMarkets, exchange));
        meters.add(ProducersMeters.LAST_CLOSED.gaugeIn(registry, report, VenueReport::lastClosedSecond, exchange));
        meters.add(ProducersMeters.CLOCK_SKEW.gaugeIn(registry, report, VenueReport::clockSkewSeconds, exchange));
        for (MarketState state : MarketState.values()) {
            meters.add(ProducersMeters.MARKETS.gaugeIn(registry, report, each -> each.marketsIn(state), exchange,
                    tag(state)));
        }
        for (MissingCause cause : MissingCause.values()) {
            meters.add(ProducersMeters.HOURS_MISSING.gaugeIn(registry, report, each -> each.missingHours(cause),
                    exchange, tag(cause)));
        }
    }

    private static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
    }
}
