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
import io.cryptodata.service.command.Inputs;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.settings.Problems;
import io.cryptodata.service.settings.SettingSources;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.service.settings.SettingsException;

import java.net.URI;
import java.time.Duration;
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

    static final Duration LATE_TOLERANCE = Duration.ofMinutes(2);

    public ProducersConfig {
        venues = List.copyOf(venues);
        Set<Venue> all = new LinkedHashSet<>(venues);
        all.addAll(listings);
        listings = List.copyOf(all);
        Problems problems = new Problems(PREFIX);
        problems.check(ProducersConfigReader.BOOTSTRAP_SERVERS, kafka.broker.servers());
        problems.check(ProducersConfigReader.PARTITIONS, kafka.partitions);
        problems.check(ProducersConfigReader.MEMBER, kafka.member);
        problems.check(ProducersConfigReader.START_PATIENCE, kafka.startTimeout);
        problems.expect(!venues.isEmpty(), "VENUES must name at least one venue", venues);
        problems.check(ProducersConfigReader.SETTLE_DELAY, polling.settleDelay);
        problems.check(ProducersConfigReader.MAX_CLOCK_SKEW, polling.maxClockSkew);
        problems.check(ProducersConfigReader.POLL_INTERVAL, polling.interval);
        problems.check(ProducersConfigReader.CONCURRENCY, polling.concurrency);
        problems.throwIfAny();
    }

    /// @param broker for example at `127.0.0.1:9092`
    /// @param registry for example at `http://127.0.0.1:8081`
    /// @param partitions of the topics of markets
    /// @param member the name of this process in record headers
    /// @param startTimeout how long to wait for Kafka and the registry at start
    public record Kafka(KafkaAccess broker, HttpAccess registry, int partitions, String member,
            Duration startTimeout) {
        Kafka at(String servers, URI url) {
            return new Kafka(broker.at(servers), registry.at(url.toString()), partitions, member, startTimeout);
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
        return Settings.read(SettingSources.of(environment), settings -> read(settings, Inputs.none())).orThrow();
    }

    /// Reads the settings `PRODUCERS_...` and `COINGECKO_...`, and the addresses of all processes.
    public static ProducersConfig read(Settings settings, Inputs inputs) {
        return new ProducersConfigReader(settings, inputs).read();
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
        return new ProducersConfig(new Kafka(kafka.broker, kafka.registry, kafka.partitions, member,
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
}
