package io.cryptodata.producers.venue.kraken;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.http.BodyReader;
import io.cryptodata.producers.http.JsonApi;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.ratelimit.RateLimit;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.CandlePage;
import io.cryptodata.producers.venue.CandleRequests;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.venue.HourWindow;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.RequestNames;
import io.cryptodata.producers.venue.VenueContext;
import io.cryptodata.producers.venue.VenueListing;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Kraken over HTTP: its clock and the listing of its spot markets, and their candles through XChange. Kraken Futures is
/// another venue, with its own API, symbols and rules.
///
/// [Markets](https://docs.kraken.com/api/docs/rest-api/get-tradable-asset-pairs)
public final class KrakenClient implements ExchangeClient {
    /// The venue's id.
    public static final String EXCHANGE = "kraken";
    public static final BaseUrls LIVE = BaseUrls.at(URI.create("https://api.kraken.com"));
    private static final String ROOT = "/0/public/";
    /// [Limits](https://docs.kraken.com/api/docs/guides/spot-rest-ratelimits)
    private static final List<Charge> CHARGES = List
            .of(new Charge(new RateLimit("public requests", 1, Duration.ofSeconds(1)), 1));

    private final JsonApi api;
    private final BaseUrls urls;
    private final KrakenCandles candles;

    public KrakenClient(VenueContext context) {
        this.api = context.api(new KrakenResponseClassifier());
        this.urls = context.urls();
        this.candles = new KrakenCandles(api, urls.main(), CHARGES);
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public Call<VenueListing> listing() {
        return call(RequestNames.LISTING, "AssetPairs", (body, _) -> KrakenPayloads.listing(body));
    }

    @Override
    public Call<Instant> serverTime() {
        return call(RequestNames.SERVER_TIME, "Time", (body, _) -> KrakenPayloads.serverTime(body));
    }

    /// Hours that Kraken no longer serves have no row, and neither has an hour after the window.
    @Override
    public Call<CandlePage> hourlyCandles(Listing listing, Instant from, int limit) {
        CandleRequests.check(EXCHANGE, listing.market(), limit, KrakenCandles.MAX_ROWS);
        return candles.hours(listing.venueSymbol(), HourWindow.of(from, limit));
    }

    /// At most a day before the first candle of a market that is younger than two years, else a week: see [KrakenCandles].
    @Override
    public Call<Optional<Instant>> firstHour(Listing listing) {
        CandleRequests.check(EXCHANGE, listing.market(), 1, KrakenCandles.MAX_ROWS);
        return candles.firstHour(listing.venueSymbol());
    }

    /// The unfinished hour included.
    @Override
    public OptionalInt servedHours(Market market) {
        return OptionalInt.of(KrakenCandles.MAX_ROWS);
    }

    @Override
    public int maxRows(Market market) {
        return KrakenCandles.MAX_ROWS;
    }

    private <T> Call<T> call(String request, String path, BodyReader<T> reader) {
        return api.call(request, CHARGES, URI.create(urls.main() + ROOT + path), reader);
    }
}
