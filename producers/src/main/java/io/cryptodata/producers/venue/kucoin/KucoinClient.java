package io.cryptodata.producers.venue.kucoin;

import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.http.JsonApi;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.ListingClient;
import io.cryptodata.producers.venue.RequestNames;
import io.cryptodata.producers.venue.VenueContext;
import io.cryptodata.producers.venue.VenueListing;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/// KuCoin over HTTP: its clock and its listing, in two parts, spot markets and contracts. Candles are not fetched.
///
/// [Spot](https://www.kucoin.com/docs-new/rest/spot-trading/market-data/get-all-symbols)
/// [Contracts](https://www.kucoin.com/docs-new/rest/futures-trading/market-data/get-all-symbols)
public final class KucoinClient implements ListingClient {
    /// The venue's id.
    public static final String EXCHANGE = "kucoin";
    public static final BaseUrls LIVE = new BaseUrls(URI.create("https://api.kucoin.com"),
            Map.of(KucoinApi.FUTURES_ROLE, URI.create("https://api-futures.kucoin.com")));

    private final JsonApi api;
    private final BaseUrls urls;

    public KucoinClient(VenueContext context) {
        this.api = context.api(new KucoinResponseClassifier());
        this.urls = context.urls();
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
}
