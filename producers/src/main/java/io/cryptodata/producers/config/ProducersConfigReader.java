package io.cryptodata.producers.config;

import io.cryptodata.domain.fold.CorrectionWindow;
import io.cryptodata.domain.ledger.LedgerRules;
import io.cryptodata.producers.coingecko.CoinGeckoConfig;
import io.cryptodata.producers.config.ProducersConfig.Kafka;
import io.cryptodata.producers.config.ProducersConfig.Polling;
import io.cryptodata.producers.config.ProducersConfig.Venue;
import io.cryptodata.service.command.Inputs;
import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.settings.Format;
import io.cryptodata.service.settings.Setting;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.service.topic.PartitionSetting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a [ProducersConfig] from settings.
///
/// @param all the settings without a prefix
record ProducersConfigReader(Settings all, Inputs inputs) {
    static final Setting<String> BOOTSTRAP_SERVERS = Setting
            .of("BOOTSTRAP_SERVERS", Format.BROKERS, "the brokers, where they differ from `CDA_KAFKA`")
            .withDefault("127.0.0.1:9092");
    static final Setting<Integer> PARTITIONS = Setting
            .of("PARTITIONS", PartitionSetting.FORMAT, "precedes `CDA_PARTITIONS`")
            .withDefaultInWords("`" + PartitionSetting.NAME + "`");
    static final Setting<String> MEMBER = Setting
            .of("MEMBER", new Format<>("a name", text -> text, text -> !text.isBlank()),
                    "the name of the process in the headers of its records")
            .withDefault("producers");
    static final Setting<Duration> START_PATIENCE = Setting.of("START_PATIENCE", Format.POSITIVE_DURATION,
            "how long the start waits for the broker and the registry").withDefault("1m");
    static final Setting<Duration> SETTLE_DELAY = Setting
            .of("SETTLE_DELAY", Format.duration(Duration.ZERO, ProducersConfig.LATE_TOLERANCE),
                    "how long after its close an hour counts as final, because venues book late trades")
            .withDefault("5s");
    static final Setting<Duration> POLL_INTERVAL = Setting
            .of("POLL_INTERVAL", Format.duration(Duration.ofMillis(1), Duration.ofMinutes(1)),
                    "the longest delay between two rounds of polling")
            .withDefault("1s");
    static final Setting<Integer> CONCURRENCY = Setting
            .of("CONCURRENCY", Format.integer(2, 256), "markets of one venue that are polled at the same time")
            .withDefault("32");
    static final Setting<Duration> MAX_CLOCK_SKEW = Setting
            .of("MAX_CLOCK_SKEW", Format.duration(Duration.ZERO, Duration.ofMinutes(30)),
                    "how far a venue's clock may be ahead of ours")
            .withDefault("2m");

    private static final int HTTP_PORT = 8101;
    private static final Setting<String> REGISTRY_URL = Setting
            .of("REGISTRY_URL", Format.SERVER_URL, "the schema registry, where it differs from `CDA_REGISTRY`")
            .withDefault("http://127.0.0.1:8081");
    private static final Format<LedgerRules> DELAYS = Format.of("durations like 5m,1h,24h, each longer than the one "
            + "before and none above 24h, or none", ProducersConfigReader::ledgerRules);
    private static final Setting<LedgerRules> RECHECKS = Setting
            .of("RECHECKS", DELAYS, "when a published hour is fetched again to detect revisions")
            .withDefault("5m,1h,24h");
    private static final Setting<LedgerRules> SECOND_LOOKS = Setting.of("SECOND_LOOKS", DELAYS,
            "the old name of `PRODUCERS_RECHECKS`, which precedes it");
    /// the range is that of the streams
    private static final Setting<Duration> CORRECTION_WINDOW = Setting
            .of("CORRECTION_WINDOW", Format.duration(Duration.ofDays(1), Duration.ofDays(400)),
                    "candles that are older than this before the newest hour of their market are named in its ledger for a replay. Set `STREAMS_CORRECTION_WINDOW` alike")
            .withDefault(Format.textOf(Duration.ofHours(CorrectionWindow.DEFAULT.hours())));

    ProducersConfig read() {
        Settings settings = all.prefixed(ProducersConfig.PREFIX);
        VenueConfigReader reader = new VenueConfigReader(settings);
        List<Venue> venues = reader.venues(settings);
        List<Venue> listings = new ArrayList<>(reader.listings(settings));
        listings.addAll(XchangeConfigReader.read(settings));
        return new ProducersConfig(kafka(settings), venues, listings, polling(settings),
                UniverseConfigReader.read(settings, venues),
                all.part(CoinGeckoConfig.keyless(), () -> CoinGeckoConfig.read(all)),
                inputs.http(HttpConfig.from(settings, HTTP_PORT)));
    }

    private Kafka kafka(Settings settings) {
        return new Kafka(inputs.broker(settings, BOOTSTRAP_SERVERS), inputs.registry(settings, REGISTRY_URL),
                settings.get(PARTITIONS, PartitionSetting.read(settings)), settings.get(MEMBER),
                settings.get(START_PATIENCE));
    }

    private static Polling polling(Settings settings) {
        Optional<LedgerRules> byOldName = settings.find(SECOND_LOOKS);
        LedgerRules rules = settings.find(RECHECKS).or(() -> byOldName).orElseGet(() -> settings.get(RECHECKS));
        return new Polling(settings.get(SETTLE_DELAY), settings.get(POLL_INTERVAL), settings.get(CONCURRENCY),
                rules.within(CorrectionWindow.of(settings.get(CORRECTION_WINDOW))), settings.get(MAX_CLOCK_SKEW));
    }

    private static LedgerRules ledgerRules(String text) {
        List<Duration> delays = text.strip().equals("none")
                ? List.of()
                : VenueConfigReader.listOf(text).stream().map(Format::durationOf).toList();
        return new LedgerRules(LedgerRules.DEFAULT.occasionGaps(), LedgerRules.DEFAULT.confirmations(), delays);
    }
}
