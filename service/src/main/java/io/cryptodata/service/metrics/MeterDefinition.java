package io.cryptodata.service.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// A meter of ours, declared once: name, type, unit, tags and meaning. Meters are registered through their definition only,
/// so that the reference page, which is made of the definitions, is complete.
///
/// Tag values are passed in the order of the tags. Registering a counter or a timer again returns the existing one.
///
/// @param name in the scheme of [MeterNames]
/// @param unit `seconds`, `bytes`, `records` and the like; empty for a count or a ratio
/// @param tags the keys of its tags, each with few values
/// @param meaning one sentence or two, for the reference page and for Prometheus' help text
public record MeterDefinition(String name, Type type, String unit, List<String> tags, String meaning) {
    private static final Duration[] BUCKETS = {Duration.ofNanos(100_000), Duration.ofMillis(1), Duration.ofMillis(10),
            Duration.ofMillis(100), Duration.ofSeconds(1)};

    /// What a meter measures.
    public enum Type {
        /// A number of events since the process started.
        COUNTER,
        /// A value that rises and falls.
        GAUGE,
        /// Durations: their number, sum and maximum, and how many took at most 0.1 ms, 1 ms, 10 ms, 100 ms and 1 s.
        TIMER
    }

    public MeterDefinition {
        MeterNames.requireScheme(name, tags);
        tags = List.copyOf(tags);
    }

    public static MeterDefinition counter(String name, String meaning, String... tags) {
        return new MeterDefinition(name, Type.COUNTER, "", List.of(tags), meaning);
    }

    public static MeterDefinition gauge(String name, String unit, String meaning, String... tags) {
        return new MeterDefinition(name, Type.GAUGE, unit, List.of(tags), meaning);
    }

    public static MeterDefinition timer(String name, String meaning, String... tags) {
        return new MeterDefinition(name, Type.TIMER, "seconds", List.of(tags), meaning);
    }

    /// A counter that its owner increments.
    public Counter counterIn(MeterRegistry registry, String... values) {
        require(Type.COUNTER);
        return Counter.builder(name).description(meaning).tags(tags(values)).register(registry);
    }

    /// A counter that reads its count, which never falls, from a source. The source is held weakly.
    public <T> FunctionCounter functionCounterIn(MeterRegistry registry, T source, ToDoubleFunction<T> count,
            String... values) {
        require(Type.COUNTER);
        return FunctionCounter.builder(name, source, count).description(meaning).tags(tags(values)).register(registry);
    }

    /// A gauge that reads its value from a source; NaN where there is none. The registry holds the source, and one that is
    /// registered later takes its place.
    public <T> Gauge gaugeIn(MeterRegistry registry, T source, ToDoubleFunction<T> value, String... values) {
        require(Type.GAUGE);
        registry.find(name).tags(tags(values)).gauges().forEach(registry::remove);
        Gauge.Builder<T> gauge = Gauge.builder(name, source, value).description(meaning).tags(tags(values))
                .strongReference(true);
        return (unit.isEmpty() ? gauge : gauge.baseUnit(unit)).register(registry);
    }

    public Timer timerIn(MeterRegistry registry, String... values) {
        require(Type.TIMER);
        return Timer.builder(name).description(meaning).tags(tags(values)).serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private void require(Type wanted) {
        if (type != wanted) {
            throw new IllegalStateException("meter '" + name + "' is defined as " + type + ", not as " + wanted);
        }
    }

    private Tags tags(String... values) {
        if (values.length != tags.size()) {
            throw new IllegalArgumentException("meter '" + name + "' has the tags " + tags + ", but was given "
                    + List.of(values));
        }
        Tags all = Tags.empty();
        for (int i = 0; i < values.length; i++) {
            all = all.and(tags.get(i), values[i]);
        }
        return all;
    }
}
