package io.cryptodata.producers.config;

import io.cryptodata.domain.candle.CandleRules;
import io.cryptodata.domain.candle.PageRules;
import io.cryptodata.domain.clock.ClockRules;
import io.cryptodata.domain.ledger.LedgerRules;
import io.cryptodata.domain.universe.UniverseRules;
import io.cryptodata.producers.coingecko.CoinGeckoConfig;
import io.cryptodata.producers.polling.PollRules;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venues.Venues;
import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.settings.SettingsException;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The configuration of the producers. All members of the group are configured alike: the leader decides by its own rules.
///
/// @param kafka addresses of Kafka and the registry, and the name of this process
/// @param venues whose candles are fetched
/// @param listings whose listings are read, those of `venues` and those that XChange lists included
/// @param polling how venues are polled
/// @param universe which markets are tracked unless an operator overrides it
/// @param coinGecko how coins are fetched; its settings start with `COINGECKO_`
/// @param http where a process of its own serves health and metrics; empty for nowhere
public record ProducersConfig(Kafka kafka, List<Venue> venues, List<Venue> listings, Polling polling,
        UniverseRules universe, CoinGeckoConfig coinGecko, Optional<HttpConfig> http) {
    /// Every setting starts with this.
    public static final String PREFIX = "PRODUCERS_";

    private static final Duration LATE_TOLERANCE = Duration.ofMinutes(2);
    private static final Duration MOST_SKEW = Duration.ofMinutes(30);
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
        expect(kafka.startTimeout.isPositive(), "START_PATIENCE must be positive", kafka.startTimeout, problems);
        expect(!venues.isEmpty(), "VENUES must name at least one venue", venues, problems);
        expect(!polling.settleDelay.isNegative() && polling.settleDelay.compareTo(LATE_TOLERANCE) <= 0,
                "SETTLE_DELAY must be between 0 and 2 minutes", polling.settleDelay, problems);
        expect(!polling.maxClockSkew.isNegative() && polling.maxClockSkew.compareTo(MOST_SKEW) <= 0,
                "MAX_CLOCK_SKEW must be between 0 and 30 minutes", polling.maxClockSkew, problems);
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
    /// @param startTimeout how long to wait for Kafka and the registry at start
    public record Kafka(String bootstrapServers, URI registryUrl, int partitions, String member,
            Duration startTimeout) {
        Kafka at(String servers, URI registry) {
            return new Kafka(servers, registry, partitions, member, startTimeout);
        }
    }

    /// @param settleDelay how long after its close an hour counts as final, because venues book late trades
    /// @param interval the longest delay between two rounds
    /// @param concurrency the number of markets of one venue that are polled at the same time
    /// @param ledger when missing hours are confirmed empty, when published hours are rechecked and which need a replay
    /// @param maxClockSkew how far a venue's clock may be ahead of ours
    public record Polling(Duration settleDelay, Duration interval, int concurrency, LedgerRules ledger,
            Duration maxClockSkew) {
        Polling every(Duration changed) {
            return new Polling(settleDelay, changed, concurrency, ledger, maxClockSkew);
        }

        Polling withOccasionGap(Duration gap) {
            return new Polling(settleDelay, interval, concurrency,
                    new LedgerRules(List.of(gap), ledger.confirmations(), ledger.recheckDelays(),
                            ledger.correctionWindow()),
                    maxClockSkew);
        }
    }

    /// One venue and where its API is.
    ///
    /// @param exchange its id, for example `binance`
    public record Venue(String exchange, BaseUrls urls) {
        /// A supported venue with its whole API at one address.
        public static Venue at(String exchange, URI url) {
            Map<String, URI> parts = new HashMap<>();
            Venues.named(exchange).urls().others().keySet().forEach(role -> parts.put(role, url));
            return new Venue(exchange, new BaseUrls(url, parts));
        }
    }

    /// Reads variables that start with `PRODUCERS_` or `COINGECKO_`; what is not set has its default.
    ///
    /// @throws SettingsException naming every problem, misspelt names included
    public static ProducersConfig from(Map<String, String> environment) {
        return ProducersConfigReader.read(environment);
    }

    /// The defaults of every setting.
    public static ProducersConfig defaults() {
        return from(Map.of());
    }

    /// With other servers.
    public ProducersConfig withServers(String bootstrapServers, URI registryUrl) {
        return new ProducersConfig(kafka.at(bootstrapServers, registryUrl), venues, listings, polling, universe,
                coinGecko, http);
    }

    /// With another name of this process.
    public ProducersConfig withMember(String member) {
        return new ProducersConfig(new Kafka(kafka.bootstrapServers, kafka.registryUrl, kafka.partitions, member,
                kafka.startTimeout), venues, listings, polling, universe, coinGecko, http);
    }

    /// With other venues, from which the markets to track are chosen.
    ///
    /// @param fetched venues whose candles are fetched
    /// @param listed venues whose listings are read, in addition
    public ProducersConfig withVenues(List<Venue> fetched, List<Venue> listed) {
        UniverseRules rules = new UniverseRules(exchangesOf(fetched), universe.quotes(), universe.kinds(),
                universe.top(), universe.topBy(), universe.include(), universe.exclude(), universe.history());
        return new ProducersConfig(kafka, fetched, listed, polling, rules, coinGecko, http);
    }

    /// With another longest delay between two rounds.
    public ProducersConfig withPollInterval(Duration interval) {
        return new ProducersConfig(kafka, venues, listings, polling.every(interval), universe, coinGecko, http);
    }

    /// With another gap between the requests that confirm an empty hour, for venues whose past does not change.
    public ProducersConfig withOccasionGap(Duration gap) {
        return new ProducersConfig(kafka, venues, listings, polling.withOccasionGap(gap), universe, coinGecko, http);
    }

    /// Tracks every spot and linear market of the venues, whatever its quote and its coin's rank.
    public ProducersConfig withEveryMarket() {
        UniverseRules rules = new UniverseRules(universe.venues(), Set.of(), universe.kinds(), 0, universe.topBy(),
                universe.include(), universe.exclude(), universe.history());
        return new ProducersConfig(kafka, venues, listings, polling, rules, coinGecko, http);
    }

    public ProducersConfig withCoinGecko(CoinGeckoConfig changed) {
        return new ProducersConfig(kafka, venues, listings, polling, universe, changed, http);
    }

    public ProducersConfig withHttp(Optional<HttpConfig> changed) {
        return new ProducersConfig(kafka, venues, listings, polling, universe, coinGecko, changed);
    }

    /// The rules by which pages are judged and polled.
    public PollRules pollRules() {
        return new PollRules(new PageRules(new CandleRules(polling.settleDelay), LATE_TOLERANCE), polling.ledger,
                polling.interval, polling.concurrency);
    }

    /// When a reading of a venue's clock is believed.
    public ClockRules clockRules() {
        return ClockRules.within(polling.maxClockSkew);
    }

    static Set<String> exchangesOf(List<Venue> venues) {
        return Set.copyOf(venues.stream().map(Venue::exchange).toList());
    }

    private static void expect(boolean holds, String expectation, Object actual, List<String> problems) {
        if (!holds) {
            problems.add(PREFIX + expectation + ", but was '" + actual + "'");
        }
    }
}
