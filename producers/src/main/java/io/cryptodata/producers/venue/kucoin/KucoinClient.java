package io.cryptodata.producers.venue.kucoin;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.http.JsonApi;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// KuCoin over HTTP: its clock and its listing, in two parts, spot markets and contracts, and their candles through XChange.
///
/// [Spot](https://www.kucoin.com/docs-new/rest/spot-trading/market-data/get-all-symbols)
/// [Contracts](https://www.kucoin.com/docs-new/rest/futures-trading/market-data/get-all-symbols)
public final class KucoinClient implements ExchangeClient {
    /// The venue's id.
    public static final String EXCHANGE = "kucoin";
    public static final BaseUrls LIVE = new BaseUrls(URI.create("https://api.kucoin.com"),
            Map.of(KucoinApi.FUTURES_ROLE, URI.create("https://api-futures.kucoin.com")));

    private final JsonApi api;
    private final BaseUrls urls;
    private final KucoinCandles candles;
    private final InstantSource clock;

    public KucoinClient(VenueContext context) {
        this.api = context.api(new KucoinResponseClassifier());
        this.urls = context.urls();
        this.candles = new KucoinCandles(api, urls);
        this.clock = context.transport().clock();
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public Call<VenueListing> listing() {
        return VenueListing.concat(Arrays.stream(KucoinApi.values()).map(this::part).toList());
    }

    private Call<VenueListing> part(KucoinApi part) {
        return api.call(RequestNames.LISTING, part.listingCharges(), part.listing(urls),
                (body, _) -> KucoinPayloads.listing(body, part));
    }

    @Override
    public Call<Instant> serverTime() {
        return api.call(RequestNames.SERVER_TIME, KucoinApi.TIME_CHARGES, URI.create(urls.main() + KucoinApi.TIME),
                (body, _) -> KucoinPayloads.serverTime(body));
    }

    @Override
    public Call<CandlePage> hourlyCandles(Listing listing, Instant from, int limit) {
        CandleRequests.check(EXCHANGE, listing.market(), limit, maxRows(listing.market()));
        return candles.hours(listing, HourWindow.of(from, limit));
    }

    @Override
    public Call<Optional<Instant>> firstHour(Listing listing) {
        CandleRequests.check(EXCHANGE, listing.market(), 1, maxRows(listing.market()));
        return candles.firstHour(listing, clock.instant());
    }

    /// @throws IllegalArgumentException for an inverse contract
    @Override
    public int maxRows(Market market) {
        return KucoinApi.of(market).maxRows();
    }
}
