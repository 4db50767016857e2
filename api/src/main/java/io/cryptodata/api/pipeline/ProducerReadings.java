package io.cryptodata.api.pipeline;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the producers measure by the venues' own clocks, by venue; a simulated venue's clock differs from ours.
///
/// @param overdueSeconds how long the newest hour is overdue; without venues that have no live market
/// @param available false while the venue does not respond
/// @param coinGeckoAge of the newest snapshot, in seconds; null where it is unknown
/// @param coinGeckoPeriod the configured time between snapshots, in seconds; null where it is unknown
record ProducerReadings(Map<String, Double> overdueSeconds, Map<String, Boolean> available,
        @Nullable Double coinGeckoAge, @Nullable Double coinGeckoPeriod) {
    static final ProducerReadings NONE = new ProducerReadings(Map.of(), Map.of(), null, null);

    private static final String OVERDUE = "cda_producers_overdue_seconds";
    private static final String AVAILABLE = "cda_producers_available";
    private static final String AGE = "cda_producers_coingecko_age_seconds";
    private static final String PERIOD = "cda_producers_coingecko_period_seconds";
    private static final Pattern LINE = Pattern
            .compile("(?m)^(cda_producers_[a-z_]+)(?:\\{[^}]*?exchange=\"([^\"]*)\"[^}]*})? (\\S+)$");

    private record Reading(String meter, String exchange, double value) {}

    ProducerReadings {
        overdueSeconds = Map.copyOf(overdueSeconds);
        available = Map.copyOf(available);
    }

    /// From the meters of producers in this process.
    static ProducerReadings of(MeterRegistry meters) {
        return of(Stream.of("cda.producers.overdue", "cda.producers.available", "cda.producers.coingecko.age",
                "cda.producers.coingecko.period").flatMap(name -> meters.find(name).gauges().stream())
                .map(ProducerReadings::reading));
    }

    private static Reading reading(Gauge gauge) {
        String exchange = gauge.getId().getTag("exchange");
        String name = gauge.getId().getName().replace('.', '_');
        return new Reading(name.endsWith("available") ? name : name + "_seconds", exchange == null ? "" : exchange,
                gauge.value());
    }

    /// From a response to a request for metrics, in Prometheus' text format.
    static ProducerReadings of(String metrics) {
        return of(LINE.matcher(metrics).results().map(found -> new Reading(found.group(1),
                found.group(2) == null ? "" : found.group(2), number(found.group(3)))));
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static ProducerReadings of(Stream<Reading> readings) {
        Map<String, Map<String, Double>> byMeter = readings.filter(each -> !Double.isNaN(each.value))
                .collect(Collectors.groupingBy(Reading::meter,
                        Collectors.toMap(Reading::exchange, Reading::value, Math::max)));
        Map<String, Boolean> available = new HashMap<>();
        byMeter.getOrDefault(AVAILABLE, Map.of()).forEach((exchange, value) -> available.put(exchange, value > 0));
        return new ProducerReadings(byMeter.getOrDefault(OVERDUE, Map.of()), available,
                byMeter.getOrDefault(AGE, Map.of()).get(""), byMeter.getOrDefault(PERIOD, Map.of()).get(""));
    }

    /// Of two members, as the alert rules see them: the worse of each venue, the newest snapshot.
    ProducerReadings and(ProducerReadings other) {
        Map<String, Double> overdue = new HashMap<>(overdueSeconds);
        other.overdueSeconds.forEach((exchange, value) -> overdue.merge(exchange, value, Math::max));
        Map<String, Boolean> all = new HashMap<>(available);
        other.available.forEach((exchange, value) -> all.merge(exchange, value, Boolean::logicalAnd));
        return new ProducerReadings(overdue, all, least(coinGeckoAge, other.coinGeckoAge),
                least(coinGeckoPeriod, other.coinGeckoPeriod));
    }

    private static @Nullable Double least(@Nullable Double one, @Nullable Double other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.min(one, other);
    }
}
