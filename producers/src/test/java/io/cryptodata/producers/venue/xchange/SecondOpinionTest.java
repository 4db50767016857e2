package io.cryptodata.producers.venue.xchange;

import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.clock.ClockRules;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.CurrencyNames;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venues.OpenVenue;
import io.cryptodata.producers.venues.Venues;
import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.cryptodata.simulator.faults.FaultProfile;
import io.cryptodata.simulator.venues.Dialects;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.knowm.xchange.Exchange;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.derivative.FuturesContract;
import org.knowm.xchange.dto.meta.InstrumentMetaData;
import org.knowm.xchange.instrument.Instrument;

import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/// A second opinion on the simulated venues: their listings, and where XChange has them candles, are read with XChange, by
/// its own REST layer, and with our clients. Every difference has an explanation, and every explanation a difference. The test
/// prints both.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondOpinionTest {
    private static final Instant NOW = Instant.parse("2024-06-20T10:25:00Z");
    private static final Duration HISTORY = Duration.ofDays(60);
    private static final Duration HOURS = Duration.ofHours(90);
    private static final Instant FROM = Instant.parse("2024-06-16T00:00:00Z");
    /// no pace of a client exceeds a limit by a clock that is so fast
    private static final long RATE_LIMIT_SPEED = 100_000;

    private static final String LISTING = "listing";
    private static final String CANDLES = "candles";

    /// What XChange and our client see differently, and why.
    ///
    /// @param difference a regular expression of the whole difference
    private record Explained(String exchange, String what, String difference, String reason) {}

    private static final String CONTRACT = ".*:USDT only here";
    private static final List<Explained> EXPLAINED = List.of(
            new Explained("binance", LISTING, CONTRACT,
                    "XChange lists either spot markets or contracts, and contracts at Binance's own address only"),
            new Explained("bitget", LISTING, CONTRACT, "XChange lists spot markets only"),
            new Explained("kucoin", LISTING, CONTRACT, "XChange lists spot markets only"),
            new Explained("gate", LISTING, CONTRACT, "XChange lists spot markets only"),
            new Explained("kraken", CANDLES, ".* only there",
                    "Kraken's request has no end: XChange has every hour since, our client the hours that were requested"));

    private final HttpClient http = HttpTransport.newClient();
    private SimulatorApp simulator;

    @BeforeAll
    void start(@TempDir Path folder) {
        SimulatorConfig.Seeded seeded = new SimulatorConfig.Seeded(42, HISTORY, 1, true, Dialects.demoMarkets(),
                FaultProfile.none()).startingAt(Instant.parse("2024-06-20T10:00:00Z"));
        long start = System.nanoTime();
        simulator = new SimulatorApp(new SimulatorConfig(0, folder, seeded), () -> NOW,
                () -> Instant.EPOCH.plusNanos((System.nanoTime() - start) * RATE_LIMIT_SPEED));
        simulator.start();
    }

    @AfterAll
    void stop() {
        simulator.close();
        http.close();
    }

    @ParameterizedTest
    @EnumSource
    void the_listing_is_the_same_or_the_difference_is_explained(SecondOpinion opinion) throws Exception {
        Map<String, Listing> ours = new TreeMap<>();
        DirectRunner.value(ours(opinion).listing().listing()).markets()
                .forEach(listing -> ours.put(listing.market().asset(), listing));
        Map<String, InstrumentMetaData> theirs = assets(opinion, opinion.instruments(opened(opinion)));
        List<String> differences = new ArrayList<>();
        ours.forEach((asset, listing) -> {
            String what = asset + (listing.tradable() ? "" : " (" + listing.venueStatus() + ")");
            if (!theirs.containsKey(asset)) {
                differences.add(what + " only here");
            } else if (!listing.tradable()) {
                differences.add(what + " trades there");
            }
        });
        theirs.forEach((asset, data) -> {
            Listing listing = ours.get(asset);
            BigDecimal size = data.getContractValue();
            if (listing == null) {
                differences.add(asset + " only there");
            } else if (size != null && size.compareTo(listing.contractSize()) != 0) {
                differences.add(asset + " contract size " + listing.contractSize() + " here, " + size + " there");
            }
        });
        long equal = ours.keySet().stream().filter(theirs::containsKey).count();
        report(opinion, LISTING, ours.size() + " markets here, " + theirs.size() + " there, " + equal + " in both",
                differences);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"BYBIT", "BITGET", "GATE"})
    void the_candles_are_the_same_or_the_difference_is_explained(SecondOpinion opinion) throws Exception {
        ExchangeClient client = (ExchangeClient) ours(opinion).listing();
        Exchange exchange = opened(opinion);
        Map<String, Instrument> instruments = new TreeMap<>();
        opinion.instruments(exchange).keySet().forEach(each -> instruments.put(asset(opinion, each), each));
        List<String> differences = new ArrayList<>();
        int hours = 0;
        List<Listing> spot = DirectRunner.value(client.listing()).markets().stream()
                .filter(listing -> listing.market().isSpot() && listing.tradable()
                        && instruments.containsKey(listing.market().asset()))
                .limit(5).toList();
        for (Listing listing : spot) {
            Map<Long, SecondOpinion.Hour> theirs = new TreeMap<>();
            CurrencyPair pair = (CurrencyPair) Objects.requireNonNull(instruments.get(listing.market().asset()));
            opinion.hours(exchange, pair, FROM, HOURS).forEach(hour -> theirs.put(hour.openTime(), hour));
            Map<Long, RawCandle> ours = new TreeMap<>();
            DirectRunner.value(client.hourlyCandles(listing, FROM, (int) HOURS.toHours()))
                    .rows().forEach(row -> ours.put(row.openTime(), row));
            hours += ours.size();
            differences.addAll(differences(listing.market().asset(), ours, theirs));
        }
        assertThat(hours).isGreaterThan(100);
        report(opinion, CANDLES, hours + " hours of " + spot.size() + " markets", differences);
    }

    private static List<String> differences(String asset, Map<Long, RawCandle> ours,
            Map<Long, SecondOpinion.Hour> theirs) {
        List<String> differences = new ArrayList<>();
        Map<Long, Object> all = new TreeMap<>(ours);
        all.putAll(theirs);
        all.keySet().forEach(time -> {
            String what = asset + " " + Instant.ofEpochMilli(time);
            RawCandle our = ours.get(time);
            SecondOpinion.Hour their = theirs.get(time);
            if (our == null || their == null) {
                differences.add(what + (our == null ? " only there" : " only here"));
            } else if (!numbers(our).equals(numbers(their))) {
                differences.add(what + " " + numbers(our) + " here, " + numbers(their) + " there");
            }
        });
        return differences;
    }

    private static List<String> numbers(RawCandle row) {
        return List.of(row.open(), row.high(), row.low(), row.close(), row.volume()).stream()
                .map(text -> plain(new BigDecimal(text))).toList();
    }

    private static List<String> numbers(SecondOpinion.Hour hour) {
        return List.of(hour.open(), hour.high(), hour.low(), hour.close(), hour.volume()).stream()
                .map(SecondOpinionTest::plain).toList();
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static void report(SecondOpinion opinion, String what, String compared, List<String> differences) {
        List<Explained> explanations = EXPLAINED.stream()
                .filter(each -> each.exchange.equals(opinion.exchange()) && each.what.equals(what)).toList();
        Map<Explained, List<String>> explained = new LinkedHashMap<>();
        List<String> unexplained = new ArrayList<>();
        for (String difference : differences) {
            explanations.stream().filter(each -> difference.matches(each.difference)).findFirst().ifPresentOrElse(
                    each -> explained.computeIfAbsent(each, _ -> new ArrayList<>()).add(difference),
                    () -> unexplained.add(difference));
        }
        System.out.printf("%s: %s, %s, %d differences%n", opinion.exchange(), what, compared, differences.size());
        explained.forEach((each, covered) -> System.out.printf("  %d as '%s': %s%n", covered.size(),
                covered.getFirst(), each.reason));
        assertThat(unexplained).as(opinion.exchange()).isEmpty();
        assertThat(explained.keySet()).as("every explanation has a difference").hasSameElementsAs(explanations);
    }

    private OpenVenue ours(SecondOpinion opinion) {
        return Venues.open(opinion.exchange(), BaseUrls.at(simulator.venueUrl(opinion.exchange())),
                new Venues.Context(http, WallTime.real(), ClockRules.within(Duration.ofMinutes(2)),
                        new SimpleMeterRegistry()));
    }

    private Exchange opened(SecondOpinion opinion) throws ReflectiveOperationException {
        return opinion.venue().open(simulator.venueUrl(opinion.exchange()));
    }

    private static Map<String, InstrumentMetaData> assets(SecondOpinion opinion,
            Map<Instrument, InstrumentMetaData> instruments) {
        Map<String, InstrumentMetaData> assets = new TreeMap<>();
        instruments.forEach((instrument, data) -> assets.put(asset(opinion, instrument), data));
        return assets;
    }

    /// The unified symbol, as decision 16 has it; XChange's name for what has none.
    private static String asset(SecondOpinion opinion, Instrument instrument) {
        CurrencyNames names = CurrencyNames.of(opinion.exchange(), Map.of());
        String base = instrument.getBase().getCurrencyCode();
        String quote = instrument.getCounter().getCurrencyCode();
        return switch (instrument) {
            case CurrencyPair _ -> names.spot(base, quote).asset();
            case FuturesContract contract when contract.isPerpetual() ->
                names.contract(base, quote, quote.equals("USD") ? base : quote).asset();
            default -> instrument.toString();
        };
    }
}
