package io.cryptodata.producers.config;

import io.cryptodata.domain.fold.CorrectionWindow;
import io.cryptodata.domain.ledger.LedgerRules;
import io.cryptodata.producers.coingecko.CoinGeckoConfig;
import io.cryptodata.producers.config.ProducersConfig.Kafka;
import io.cryptodata.producers.config.ProducersConfig.Polling;
import io.cryptodata.producers.config.ProducersConfig.Venue;
import io.cryptodata.producers.venues.Venues;
import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.service.settings.SettingsException;
import io.cryptodata.service.topic.PartitionSetting;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads a [ProducersConfig] from settings.
final class ProducersConfigReader {
    private static final int HTTP_PORT = 8101;
    private static final String DELAYS = "durations like 5m,1h,24h, each longer than the one before and none above 24h, "
            + "or none";

    /// as that of the streams
    private static final Duration SHORTEST_WINDOW = Duration.ofDays(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(400);

    private ProducersConfigReader() {}

    /// @throws SettingsException naming the problems of both prefixes
    static ProducersConfig read(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        Optional<ProducersConfig> config = attempt(
                () -> Settings.read(ProducersConfig.PREFIX, environment,
                        settings -> read(settings, PartitionSetting.in(environment))),
                problems);
        Optional<CoinGeckoConfig> coinGecko = attempt(() -> CoinGeckoConfig.from(environment), problems);
        if (config.isEmpty() || coinGecko.isEmpty()) {
            throw new SettingsException(String.join("; ", problems));
        }
        return config.get().withCoinGecko(coinGecko.get());
    }

    private static <T> Optional<T> attempt(Supplier<T> reader, List<String> problems) {
        try {
            return Optional.of(reader.get());
        } catch (SettingsException e) {
            problems.add(e.getMessage());
            return Optional.empty();
        }
    }

    private static ProducersConfig read(Settings settings, int partitions) {
        VenueConfigReader reader = new VenueConfigReader(settings);
        List<Venue> withCandles = reader.allWithCandles();
        List<Venue> venues = settings.parsed("VENUES", withCandles,
                "a list of venues with candles, of "
                        + String.join(",", withCandles.stream().map(Venue::exchange).toList()),
                reader::withCandles);
        List<Venue> listings = new ArrayList<>(settings.parsed("LISTINGS", reader.all(),
                "a list of venues, of " + String.join(", ", Venues.names()), reader::named));
        listings.addAll(XchangeConfigReader.read(settings));
        return new ProducersConfig(kafka(settings, partitions), venues, listings, polling(settings),
                UniverseConfigReader.read(settings, venues), CoinGeckoConfig.keyless(),
                HttpConfig.from(settings, Optional.of(HTTP_PORT)));
    }

    private static Kafka kafka(Settings settings, int partitions) {
        return new Kafka(settings.text("BOOTSTRAP_SERVERS", "127.0.0.1:9092"),
                settings.parsed("REGISTRY_URL", URI.create("http://127.0.0.1:8081"),
                        "a URL like http://127.0.0.1:8081", Settings::baseUrl),
                settings.integer("PARTITIONS", partitions), settings.text("MEMBER", "producers"),
                settings.duration("START_PATIENCE", Duration.ofMinutes(1)));
    }

    private static Polling polling(Settings settings) {
        LedgerRules byOldName = settings.parsed("SECOND_LOOKS", LedgerRules.DEFAULT, DELAYS,
                ProducersConfigReader::ledgerRules);
        return new Polling(settings.duration("SETTLE_DELAY", Duration.ofSeconds(5)),
                settings.duration("POLL_INTERVAL", Duration.ofSeconds(1)), settings.integer("CONCURRENCY", 32),
                settings.parsed("RECHECKS", byOldName, DELAYS, ProducersConfigReader::ledgerRules)
                        .within(settings.parsed("CORRECTION_WINDOW", CorrectionWindow.DEFAULT,
                                "a duration between 1d and 400d", ProducersConfigReader::correctionWindow)),
                settings.duration("MAX_CLOCK_SKEW", Duration.ofMinutes(2)));
    }

    private static CorrectionWindow correctionWindow(String text) {
        Duration length = Settings.durationOf(text);
        if (length.compareTo(SHORTEST_WINDOW) < 0 || length.compareTo(LONGEST_WINDOW) > 0) {
            throw new IllegalArgumentException("the streams have no such correction window: " + text);
        }
        return CorrectionWindow.of(length);
    }

    private static LedgerRules ledgerRules(String text) {
        List<Duration> delays = text.strip().equals("none")
                ? List.of()
                : VenueConfigReader.listOf(text).stream().map(Settings::durationOf).toList();
        return new LedgerRules(LedgerRules.DEFAULT.occasionGaps(), LedgerRules.DEFAULT.confirmations(), delays);
    }
}
