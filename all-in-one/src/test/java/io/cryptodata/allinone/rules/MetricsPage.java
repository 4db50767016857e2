package io.cryptodata.allinone.rules;

import io.cryptodata.api.metrics.ApiMeters;
import io.cryptodata.producers.metrics.ProducersMeters;
import io.cryptodata.service.metrics.MeterDefinition;
import io.cryptodata.service.metrics.Objectives;
import io.cryptodata.service.metrics.ServiceMeters;
import io.cryptodata.sinks.metrics.SinksMeters;
import io.cryptodata.streams.metrics.StreamsMeters;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The reference page of all meters.
final class MetricsPage {
    /// The lists of definitions, by the class that has them.
    static final SequencedMap<Class<?>, Section> SECTIONS = sections();

    /// Meters of libraries that rules and dashboards use, with their meaning.
    private static final SequencedMap<String, String> OF_LIBRARIES = ofLibraries();

    private static final String HEAD = """
            # Metrics

            Generated from the definitions of the meters (`MeterDefinition`); `MetricsReferenceTest` keeps it true. Every process serves
            its meters at `/metrics` in Prometheus' text format; in an embedded run one process has those of all. Names in Java have
            dots; Prometheus' names have underscores, the unit, and `_total` for counters. No meter has a tag for a market: the number of
            series is bounded by venues, timeframes, topics, connectors and outcomes.

            A gauge is NaN where its value is not known; a comparison with NaN is false. What an alert means and what to do:
            [runbook](../runbook.md).

            ## Objectives

            | objective | value | compared with |
            |---|---|---|
            | the newest bar of a venue and timeframe is published | within %d minutes after its last hour is closed and settled | `cda_producers_overdue_seconds`, `cda_streams_overdue_seconds` |
            | CoinGecko's coins | no older than two periods | `cda_producers_coingecko_age_seconds`, `cda_producers_coingecko_period_seconds` |
            """;

    private MetricsPage() {}

    /// @param meters in the order of the page
    record Section(String title, List<MeterDefinition> meters) {}

    private static SequencedMap<Class<?>, Section> sections() {
        SequencedMap<Class<?>, Section> sections = new LinkedHashMap<>();
        sections.put(ProducersMeters.class, new Section("Producers", ProducersMeters.ALL));
        sections.put(StreamsMeters.class, new Section("Streams", StreamsMeters.ALL));
        sections.put(SinksMeters.class, new Section("Sinks", SinksMeters.ALL));
        sections.put(ApiMeters.class, new Section("Page and read API", ApiMeters.ALL));
        sections.put(ServiceMeters.class, new Section("All processes", ServiceMeters.ALL));
        return sections;
    }

    private static SequencedMap<String, String> ofLibraries() {
        SequencedMap<String, String> meters = new LinkedHashMap<>();
        meters.put("jvm_memory_used_bytes", "memory in use, by `area` (`heap`, `nonheap`) and pool `id`");
        meters.put("jvm_memory_max_bytes", "the most memory that can be used, by `area` and `id`; -1 without a limit");
        meters.put("jvm_threads_live_threads", "live threads, virtual ones left out");
        meters.put("process_cpu_usage", "the used part of all processors, 0 to 1");
        meters.put("process_uptime_seconds", "time since the process started");
        return meters;
    }

    static String text() {
        return HEAD.formatted(Objectives.OVERDUE.toMinutes())
                + SECTIONS.values().stream().map(MetricsPage::text).collect(Collectors.joining())
                + """

                        ## Libraries

                        Each process has Micrometer's meters of the JVM (`jvm_`), of the process (`process_`) and of the machine (`system_`); streams
                        also those of Kafka Streams and its clients (`kafka_`). Rules and dashboards use these, and Prometheus' own `up`:

                        | name | meaning |
                        |---|---|
                        """
                + OF_LIBRARIES.entrySet().stream()
                        .map(meter -> "| `%s` | %s |\n".formatted(meter.getKey(), meter.getValue()))
                        .collect(Collectors.joining());
    }

    private static String text(Section section) {
        return "\n## %s\n\n| meter | in Prometheus | type | unit | tags | meaning |\n|---|---|---|---|---|---|\n"
                .formatted(section.title) + section.meters.stream().map(MetricsPage::row).collect(Collectors.joining());
    }

    private static String row(MeterDefinition meter) {
        return "| `%s` | %s | %s | %s | %s | %s |\n".formatted(meter.name(),
                PrometheusNames.of(meter).stream().map("`%s`"::formatted).collect(Collectors.joining(" ")),
                meter.type().name().toLowerCase(Locale.ROOT), meter.unit(),
                meter.tags().stream().map("`%s`"::formatted).collect(Collectors.joining(" ")), meter.meaning());
    }

    /// The series that rules and dashboards may use.
    static Set<String> names() {
        Set<String> names = new TreeSet<>(Set.of("up"));
        names.addAll(OF_LIBRARIES.keySet());
        SECTIONS.values().forEach(
                section -> section.meters.forEach(meter -> names.addAll(PrometheusNames.of(meter))));
        return names;
    }

    /// The names of libraries' meters on the page.
    static Map<String, String> libraries() {
        return OF_LIBRARIES;
    }
}
