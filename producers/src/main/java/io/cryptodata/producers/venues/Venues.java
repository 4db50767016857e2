package io.cryptodata.producers.venues;

import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.VenueContext;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.producers.venue.binance.BinanceClient;
import io.cryptodata.producers.venue.binance.BinanceVenue;
import io.cryptodata.producers.venue.bitget.BitgetClient;
import io.cryptodata.producers.venue.bitget.BitgetVenue;
import io.cryptodata.producers.venue.bybit.BybitClient;
import io.cryptodata.producers.venue.bybit.BybitVenue;
import io.cryptodata.producers.venue.gate.GateClient;
import io.cryptodata.producers.venue.gate.GateVenue;
import io.cryptodata.producers.venue.kraken.KrakenClient;
import io.cryptodata.producers.venue.kraken.KrakenVenue;
import io.cryptodata.producers.venue.kucoin.KucoinClient;
import io.cryptodata.producers.venue.kucoin.KucoinVenue;
import io.cryptodata.producers.venue.mexc.MexcClient;
import io.cryptodata.producers.venue.mexc.MexcVenue;
import io.cryptodata.producers.venue.okx.OkxClient;
import io.cryptodata.producers.venue.okx.OkxVenue;
import io.micrometer.core.instrument.MeterRegistry;

import java.net.http.HttpClient;
import java.util.List;

/// The venues that a client speaks to; a new one is one entry here.
public final class Venues {
    /// Those with candles first.
    public static final List<KnownVenue> KNOWN = List.of(
            KnownVenue.withCandles(BinanceClient.EXCHANGE, BinanceVenue.LIVE, BinanceVenue::gate, VenueNames::joined),
            KnownVenue.withCandles(BybitClient.EXCHANGE, BybitVenue.LIVE, BybitVenue::gate, VenueNames::joined),
            KnownVenue.withCandles(OkxClient.EXCHANGE, OkxVenue.LIVE, OkxVenue::gate, VenueNames::hyphenatedSpot),
            KnownVenue.withCandles(BitgetClient.EXCHANGE, BitgetVenue.LIVE, BitgetVenue::gate, VenueNames::joined),
            KnownVenue.withCandles(MexcClient.EXCHANGE, MexcVenue.LIVE, MexcVenue::gate, VenueNames::joinedSpot),
            KnownVenue.withListing(KucoinClient.EXCHANGE, KucoinVenue.LIVE, KucoinVenue::gate),
            KnownVenue.withListing(GateClient.EXCHANGE, GateVenue.LIVE, GateVenue::gate),
            KnownVenue.withListing(KrakenClient.EXCHANGE, KrakenVenue.LIVE, KrakenVenue::gate));

    private Venues() {}

    /// The venue of that name.
    ///
    /// @throws IllegalArgumentException if no client speaks to it
    public static KnownVenue named(String exchange) {
        return KNOWN.stream().filter(venue -> venue.exchange().equals(exchange)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no client speaks to the venue '" + exchange
                        + "'; there are " + String.join(", ", names())));
    }

    public static List<String> names() {
        return KNOWN.stream().map(KnownVenue::exchange).toList();
    }

    /// What every venue shares.
    ///
    /// @param http whoever made it closes it
    public record Context(HttpClient http, WallTime time, MeterRegistry metrics) {}

    /// The way to one venue, with budget and repeats.
    public static OpenVenue open(String exchange, BaseUrls urls, Context context) {
        return named(exchange).opening()
                .apply(new VenueContext(context.http, urls, context.time, context.metrics));
    }
}
