package io.cryptodata.allinone.rules;

import io.cryptodata.service.metrics.MeterDefinition;
import io.cryptodata.service.metrics.ProcessMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names under which Prometheus has a meter, read from a registry that has it.
final class PrometheusNames {
    private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_:][a-zA-Z0-9_:]*)[ {]", Pattern.MULTILINE);

    private PrometheusNames() {}

    /// All series names of a meter, the one that documents it first.
    static SequencedSet<String> of(MeterDefinition meter) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        register(meter, registry);
        return in(registry.scrape());
    }

    /// The series names of the meters that every process has.
    static SequencedSet<String> ofEveryProcess() {
        try (ProcessMeters meters = new ProcessMeters()) {
            return in(meters.scrape());
        }
    }

    private static void register(MeterDefinition meter, MeterRegistry registry) {
        String[] values = meter.tags().stream().map(tag -> "any").toArray(String[]::new);
        switch (meter.type()) {
            case COUNTER -> meter.counterIn(registry, values);
            case GAUGE -> meter.gaugeIn(registry, 1, Integer::doubleValue, values);
            case TIMER -> meter.timerIn(registry, values);
        }
    }

    private static SequencedSet<String> in(String scrape) {
        SequencedSet<String> names = new LinkedHashSet<>();
        Matcher sample = SAMPLE.matcher(scrape);
        while (sample.find()) {
            names.add(sample.group(1));
        }
        return names;
    }
}
