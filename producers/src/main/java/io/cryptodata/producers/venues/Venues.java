package io.cryptodata.producers.venues;

import io.cryptodata.domain.clock.ClockRules;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.clock.GuardedClock;
import io.cryptodata.producers.fetch.CallExecutor;
import io.cryptodata.producers.fetch.RetryRules;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.ratelimit.RequestBudget;
import io.cryptodata.producers.ratelimit.Share;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.VenueContext;
import io.cryptodata.producers.venue.binance.BinanceClient;
import io.cryptodata.producers.venue.bitget.BitgetClient;
import io.cryptodata.producers.venue.bybit.BybitClient;
import io.cryptodata.producers.venue.gate.GateClient;
import io.cryptodata.producers.venue.kraken.KrakenClient;
import io.cryptodata.producers.venue.kucoin.KucoinClient;
import io.cryptodata.producers.venue.mexc.MexcClient;
import io.cryptodata.producers.venue.okx.OkxClient;
import io.cryptodata.producers.venue.xchange.XchangeVenue;
import io.cryptodata.producers.venue.xchange.XchangeVenues;
import io.micrometer.core.instrument.MeterRegistry;

import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The one list of venues in the producers. A new venue is one entry here. Beside them, any venue that XChange lists can be
/// configured by name.
public final class Venues {
    /// Venues with candles first.
    public static final List<KnownVenue> KNOWN = List.of(
            KnownVenue.withCandles(BinanceClient.EXCHANGE, BinanceClient.LIVE, BinanceClient::new, VenueNames::joined),
            KnownVenue.withCandles(BybitClient.EXCHANGE, BybitClient.LIVE, BybitClient::new, VenueNames::joined),
            KnownVenue.withCandles(OkxClient.EXCHANGE, OkxClient.LIVE, OkxClient::new, VenueNames::hyphenatedSpot),
            KnownVenue.withCandles(BitgetClient.EXCHANGE, BitgetClient.LIVE, BitgetClient::new, VenueNames::joined),
            KnownVenue.withCandles(MexcClient.EXCHANGE, MexcClient.LIVE, MexcClient::new, VenueNames::joinedSpot),
            KnownVenue.withCandles(KucoinClient.EXCHANGE, KucoinClient.LIVE, KucoinClient::new,
                    VenueNames::hyphenatedSpot),
            KnownVenue.withCandles(GateClient.EXCHANGE, GateClient.LIVE, GateClient::new, VenueNames::underscoredSpot),
            KnownVenue.withCandles(KrakenClient.EXCHANGE, KrakenClient.LIVE, KrakenClient::new,
                    _ -> Optional.empty()));

    private Venues() {}

    /// The venue of that name.
    ///
    /// @throws IllegalArgumentException if it has no client
    public static KnownVenue named(String exchange) {
        return find(exchange).or(() -> listedByXchange(exchange)).orElseThrow(() -> new IllegalArgumentException(
                "no client for the venue '" + exchange + "'; there are " + String.join(", ", names())));
    }

    public static List<String> names() {
        return KNOWN.stream().map(KnownVenue::exchange).toList();
    }

    /// The venue of that name that XChange lists; empty if there is none, or it has a client of its own.
    public static Optional<KnownVenue> listedByXchange(String exchange) {
        return find(exchange).isPresent() ? Optional.empty() : XchangeVenues.find(exchange).map(Venues::listed);
    }

    private static KnownVenue listed(XchangeVenue venue) {
        return KnownVenue.withListing(venue.exchange(), venue.urls(), venue::client);
    }

    /// The venue's own name of a market that it does not list; empty where it cannot be derived.
    public static Optional<String> unlistedSymbol(Market market) {
        return find(market.exchange()).flatMap(venue -> venue.unlistedSymbol().apply(market));
    }

    /// What all venues share.
    ///
    /// @param http closed by its creator
    /// @param clocks when a reading of a venue's clock is believed
    /// @param hasShare whether this process may use its share of the limits
    public record Context(HttpClient http, WallTime time, ClockRules clocks, MeterRegistry metrics,
            BooleanSupplier hasShare) {
        /// Of a process that shares with nobody.
        public Context(HttpClient http, WallTime time, ClockRules clocks, MeterRegistry metrics) {
            this(http, time, clocks, metrics, () -> true);
        }
    }

    /// A client with its executor. The budget is undivided until [RequestBudget#shareAmong(Share)] is called.
    public static OpenVenue open(String exchange, BaseUrls urls, Context context) {
        RequestBudget budget = new RequestBudget(Share.WHOLE, context.time, context.hasShare);
        CallExecutor calls = new CallExecutor(exchange, budget, RetryRules.standard(), context.time, context.metrics);
        return named(exchange).opening().apply(calls,
                new VenueContext(new HttpTransport(context.http), urls, budget,
                        new GuardedClock(context.time, context.clocks)));
    }

    private static Optional<KnownVenue> find(String exchange) {
        return KNOWN.stream().filter(venue -> venue.exchange().equals(exchange)).findFirst();
    }
}
