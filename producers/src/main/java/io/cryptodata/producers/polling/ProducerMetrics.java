package io.cryptodata.producers.polling;

import io.cryptodata.producers.fetch.FetchPause;
import io.cryptodata.producers.polling.VenueCounts.Kind;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/// The meters of one venue's polling, named `cda.producers.*` and tagged with the exchange. They read [VenueCounts] and
/// [VenueReport], and are removed from the registry on [#close()].
public final class ProducerMetrics implements AutoCloseable {
    private static final String PREFIX = "cda.producers.";

    private final MeterRegistry registry;
    private final List<Meter> meters = new ArrayList<>();

    private ProducerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    public static ProducerMetrics bind(VenuePoller poller, MeterRegistry registry) {
        ProducerMetrics metrics = new ProducerMetrics(registry);
        metrics.register(poller, poller.counts(), Tags.of("exchange", poller.exchange()));
        return metrics;
    }

    /// The meter of the pause of all fetching.
    public static ProducerMetrics bind(FetchPause pause, MeterRegistry registry) {
        ProducerMetrics metrics = new ProducerMetrics(registry);
        metrics.meters.add(Gauge.builder(PREFIX + "paused", pause, each -> each.isActive() ? 1 : 0)
                .description("1 while all fetching is paused, for example because the disk is nearly full")
                .register(registry));
        return metrics;
    }

    private void register(VenuePoller poller, VenueCounts counts, Tags venue) {
        for (Kind kind : Kind.values()) {
            meters.add(FunctionCounter.builder(PREFIX + nameOf(kind), counts, source -> source.count(kind)).tags(venue)
                    .register(registry));
        }
        counts.requests().forEach((outcome, adder) -> register("page.requests", adder,
                venue.and("outcome", outcome.name().toLowerCase(Locale.ROOT))));
        counts.quarantined().forEach(
                (reason, adder) -> register("rows.quarantined", adder, venue.and("reason", reason.name())));
        meters.add(Gauge.builder(PREFIX + "last.closed", poller.report(), VenueReport::lastClosedSecond).tags(venue)
                .baseUnit("seconds")
                .description("open time of the newest published hour of the live market that is furthest behind")
                .register(registry));
        meters.add(Gauge.builder(PREFIX + "clock.skew", poller.report(), VenueReport::clockSkewSeconds).tags(venue)
                .baseUnit("seconds")
                .description("how far the venue's clock was ahead of ours when it was last read")
                .register(registry));
    }

    private void register(String name, LongAdder adder, Tags tags) {
        meters.add(FunctionCounter.builder(PREFIX + name, adder, LongAdder::sum).tags(tags).register(registry));
    }

    /// `CANDLES_LATE` is `candles.late`.
    private static String nameOf(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
    }
}
