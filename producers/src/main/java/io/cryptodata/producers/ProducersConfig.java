package io.cryptodata.producers;

import io.cryptodata.domain.candle.CandleRules;
import io.cryptodata.domain.candle.PageRules;
import io.cryptodata.domain.ledger.LedgerRules;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.polling.PollRules;
import io.cryptodata.schemas.settings.Settings;
import io.cryptodata.schemas.settings.SettingsException;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What the producers need to know before they start.
///
/// @param bootstrapServers Kafka, for example `127.0.0.1:9092`
/// @param registryUrl the registry's base, for example `http://127.0.0.1:8081`
/// @param venues whom to ask, and where
/// @param settleDelay how long after its close an hour counts as final: venues book late trades
/// @param pollInterval the longest wait between two rounds
/// @param concurrency how many markets of one venue are asked for at the same time
/// @param partitions of the topics of markets
/// @param member the name of this process in record headers
/// @param markets which markets are wanted, by `exchange:asset`
/// @param startPatience how long to wait for Kafka and the registry at start
public record ProducersConfig(String bootstrapServers, URI registryUrl, List<Venue> venues, Duration settleDelay,
        Duration pollInterval, int concurrency, int partitions, String member, Pattern markets,
        Duration startPatience) {
    /// Every setting begins with this.
    public static final String PREFIX = "PRODUCERS_";

    private static final Duration LATE_PATIENCE = Duration.ofMinutes(2);
    private static final int MOST_CONCURRENT = 256;
    private static final int MOST_PARTITIONS = 1000;

    public ProducersConfig {
        venues = List.copyOf(venues);
        List<String> problems = new ArrayList<>();
        expect(!bootstrapServers.isBlank(), "BOOTSTRAP_SERVERS must not be empty", bootstrapServers, problems);
        expect(!venues.isEmpty(), "VENUES must name at least one venue", venues, problems);
        expect(!settleDelay.isNegative() && settleDelay.compareTo(LATE_PATIENCE) <= 0,
                "SETTLE_DELAY must be between 0 and 2 minutes", settleDelay, problems);
        expect(pollInterval.isPositive() && pollInterval.compareTo(Duration.ofMinutes(1)) <= 0,
                "POLL_INTERVAL must be above 0 and at most 1 minute", pollInterval, problems);
        expect(concurrency >= 2 && concurrency <= MOST_CONCURRENT, "CONCURRENCY must be between 2 and 256",
                concurrency, problems);
        expect(partitions >= 1 && partitions <= MOST_PARTITIONS, "PARTITIONS must be between 1 and 1000", partitions,
                problems);
        expect(!member.isBlank(), "MEMBER must not be empty", member, problems);
        expect(startPatience.isPositive(), "START_PATIENCE must be positive", startPatience, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /// One venue and where its API is.
    ///
    /// @param exchange its id, for example `binance`
    /// @param baseUrl without the API's path
    public record Venue(String exchange, URI baseUrl) {
        /// `binance=https://api.binance.com`
        static Venue parse(String text) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("not name=URL: " + text);
            }
            return new Venue(text.substring(0, equals).strip(), Settings.baseUrl(text.substring(equals + 1).strip()));
        }
    }

    /// From variables that begin with `PRODUCERS_`; whatever is not set has its default.
    ///
    /// @throws SettingsException naming everything that is wrong, misspelt names too
    public static ProducersConfig from(Map<String, String> environment) {
        return Settings.read(PREFIX, environment, ProducersConfig::read);
    }

    private static ProducersConfig read(Settings settings) {
        return new ProducersConfig(settings.text("BOOTSTRAP_SERVERS", "127.0.0.1:9092"),
                settings.parsed("REGISTRY_URL", URI.create("http://127.0.0.1:8081"),
                        "a URL like http://127.0.0.1:8081", Settings::baseUrl),
                settings.parsed("VENUES", List.of(Venue.parse("binance=https://api.binance.com")),
                        "a list like binance=https://api.binance.com",
                        text -> Arrays.stream(text.split(",")).map(Venue::parse).toList()),
                settings.duration("SETTLE_DELAY", Duration.ofSeconds(5)),
                settings.duration("POLL_INTERVAL", Duration.ofSeconds(1)), settings.integer("CONCURRENCY", 16),
                settings.integer("PARTITIONS", 12), settings.text("MEMBER", "producers"),
                settings.parsed("MARKETS", Pattern.compile(".*"), "a regular expression like binance:.*/USDT",
                        Pattern::compile),
                settings.duration("START_PATIENCE", Duration.ofMinutes(1)));
    }

    /// By which rules pages are judged and polled.
    PollRules pollRules() {
        return new PollRules(new PageRules(new CandleRules(settleDelay), LATE_PATIENCE), LedgerRules.DEFAULT,
                pollInterval, concurrency);
    }

    /// Which markets are wanted.
    Predicate<Market> wanted() {
        return market -> markets.matcher(market.key()).matches();
    }

    private static void expect(boolean holds, String expectation, Object actual, List<String> problems) {
        if (!holds) {
            problems.add(PREFIX + expectation + ", but was '" + actual + "'");
        }
    }
}
