package io.cryptodata.producers.config;

import io.cryptodata.producers.venues.Venues;
import io.cryptodata.domain.candle.CandleRules;
import io.cryptodata.domain.candle.PageRules;
import io.cryptodata.domain.ledger.LedgerRules;
import io.cryptodata.domain.universe.UniverseRules;
import io.cryptodata.producers.coingecko.CoinGeckoConfig;
import io.cryptodata.producers.polling.PollRules;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.service.settings.SettingsException;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the producers need to know before they start. All members of the group are configured alike: whoever leads
/// decides by its own rules.
///
/// @param kafka where topics and schemas are, and who we are there
/// @param venues whose candles are fetched
/// @param listings whose listings are read, those of `venues` included
/// @param polling how venues are asked
/// @param universe which markets are tracked unless an operator says otherwise
/// @param coinGecko how coins are asked for; its settings begin with `COINGECKO_`
public record ProducersConfig(Kafka kafka, List<Venue> venues, List<Venue> listings, Polling polling,
        UniverseRules universe, CoinGeckoConfig coinGecko) {
    /// Every setting begins with this.
    public static final String PREFIX = "PRODUCERS_";

    private static final Duration LATE_PATIENCE = Duration.ofMinutes(2);
    private static final int MOST_CONCURRENT = 256;
    private static final int MOST_PARTITIONS = 1000;

    public ProducersConfig {
        venues = List.copyOf(venues);
        Set<Venue> all = new LinkedHashSet<>(venues);
        all.addAll(listings);
        listings = List.copyOf(all);
        List<String> problems = new ArrayList<>();
        expect(!kafka.bootstrapServers.isBlank(), "BOOTSTRAP_SERVERS must not be empty", kafka.bootstrapServers,
                problems);
        expect(kafka.partitions >= 1 && kafka.partitions <= MOST_PARTITIONS,
                "PARTITIONS must be between 1 and 1000", kafka.partitions, problems);
        expect(!kafka.member.isBlank(), "MEMBER must not be empty", kafka.member, problems);
        expect(kafka.startPatience.isPositive(), "START_PATIENCE must be positive", kafka.startPatience, problems);
        expect(!venues.isEmpty(), "VENUES must name at least one venue", venues, problems);
        expect(!polling.settleDelay.isNegative() && polling.settleDelay.compareTo(LATE_PATIENCE) <= 0,
                "SETTLE_DELAY must be between 0 and 2 minutes", polling.settleDelay, problems);
        expect(polling.interval.isPositive() && polling.interval.compareTo(Duration.ofMinutes(1)) <= 0,
                "POLL_INTERVAL must be above 0 and at most 1 minute", polling.interval, problems);
        expect(polling.concurrency >= 2 && polling.concurrency <= MOST_CONCURRENT,
                "CONCURRENCY must be between 2 and 256", polling.concurrency, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /// @param bootstrapServers for example `127.0.0.1:9092`
    /// @param registryUrl the registry's base, for example `http://127.0.0.1:8081`
    /// @param partitions of the topics of markets
    /// @param member the name of this process in record headers
    /// @param startPatience how long to wait for Kafka and the registry at start
    public record Kafka(String bootstrapServers, URI registryUrl, int partitions, String member,
            Duration startPatience) {}

    /// @param settleDelay how long after its close an hour counts as final: venues book late trades
    /// @param interval the longest wait between two rounds
    /// @param concurrency how many markets of one venue are asked for at the same time
    /// @param ledger when holes are confirmed and when published hours are looked at again
    public record Polling(Duration settleDelay, Duration interval, int concurrency, LedgerRules ledger) {}

    /// One venue and where its API is.
    ///
    /// @param exchange its id, for example `binance`
    public record Venue(String exchange, BaseUrls urls) {}

    /// From variables that begin with `PRODUCERS_` or `COINGECKO_`; whatever is not set has its default.
    ///
    /// @throws SettingsException naming everything that is wrong, misspelt names too
    public static ProducersConfig from(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        CoinGeckoConfig coinGecko = CoinGeckoConfig.keyless();
        try {
            coinGecko = CoinGeckoConfig.from(environment);
        } catch (SettingsException e) {
            problems.add(e.getMessage());
        }
        CoinGeckoConfig coins = coinGecko;
        try {
            ProducersConfig config = Settings.read(PREFIX, environment, settings -> read(settings, coins));
            if (problems.isEmpty()) {
                return config;
            }
        } catch (SettingsException e) {
            problems.addFirst(e.getMessage());
        }
        throw new SettingsException(String.join("; ", problems));
    }

    private static ProducersConfig read(Settings settings, CoinGeckoConfig coins) {
        VenueConfigReader where = new VenueConfigReader(settings);
        String known = String.join(", ", Venues.names());
        List<Venue> venues = settings.parsed("VENUES", where.withCandles(VenueConfigReader.allWithCandles()),
                "a list of venues with candles, of " + VenueConfigReader.allWithCandles(), where::withCandles);
        List<Venue> listings = settings.parsed("LISTINGS", where.named(known), "a list of venues, of " + known,
                where::named);
        return new ProducersConfig(kafka(settings), venues, listings, polling(settings),
                UniverseConfigReader.read(settings, venues), coins);
    }

    private static Kafka kafka(Settings settings) {
        return new Kafka(settings.text("BOOTSTRAP_SERVERS", "127.0.0.1:9092"),
                settings.parsed("REGISTRY_URL", URI.create("http://127.0.0.1:8081"),
                        "a URL like http://127.0.0.1:8081", Settings::baseUrl),
                settings.integer("PARTITIONS", 12), settings.text("MEMBER", "producers"),
                settings.duration("START_PATIENCE", Duration.ofMinutes(1)));
    }

    private static Polling polling(Settings settings) {
        return new Polling(settings.duration("SETTLE_DELAY", Duration.ofSeconds(5)),
                settings.duration("POLL_INTERVAL", Duration.ofSeconds(1)), settings.integer("CONCURRENCY", 32),
                settings.parsed("SECOND_LOOKS", LedgerRules.DEFAULT,
                        "durations like 5m,1h,24h, each longer than the one before and none above 24h, or none",
                        ProducersConfig::looks));
    }

    private static LedgerRules looks(String text) {
        List<Duration> looks = text.strip().equals("none")
                ? List.of()
                : VenueConfigReader.words(text).stream().map(Settings::durationOf).toList();
        return new LedgerRules(LedgerRules.DEFAULT.occasionGaps(), LedgerRules.DEFAULT.confirmations(), looks);
    }

    /// By which rules pages are judged and polled.
    public PollRules pollRules() {
        return new PollRules(new PageRules(new CandleRules(polling.settleDelay), LATE_PATIENCE), polling.ledger,
                polling.interval, polling.concurrency);
    }

    private static void expect(boolean holds, String expectation, Object actual, List<String> problems) {
        if (!holds) {
            problems.add(PREFIX + expectation + ", but was '" + actual + "'");
        }
    }
}
