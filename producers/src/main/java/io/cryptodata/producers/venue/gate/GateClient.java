package io.cryptodata.producers.venue.gate;

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

/// Gate.io over HTTP: its clock and its listing, in three parts. Candles are not fetched.
///
/// [Spot](https://www.gate.com/docs/developers/apiv4/en/#query-all-supported-currency-pairs)
/// [Contracts](https://www.gate.com/docs/developers/apiv4/en/#query-all-futures-contracts)
public final class GateClient implements ListingClient {
    /// The venue's id.
    public static final String EXCHANGE = "gate";
    public static final BaseUrls LIVE = BaseUrls.at(URI.create("https://api.gateio.ws"));

    private final JsonApi api;
    private final BaseUrls urls;

    public GateClient(VenueContext context) {
        this.api = context.api(new GateResponseClassifier());
        this.urls = context.urls();
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public Call<VenueListing> listing() {
        return VenueListing.concat(Arrays.stream(GateApi.values()).map(this::part).toList());
    }

    private Call<VenueListing> part(GateApi part) {
        return api.call(RequestNames.LISTING, part.listingCharges(), part.listing(urls),
                (body, _) -> GatePayloads.listing(body, part));
    }

    @Override
    public Call<Instant> serverTime() {
        return api.call(RequestNames.SERVER_TIME, GateApi.timeCharges(), GateApi.time(urls),
                (body, _) -> GatePayloads.serverTime(body));
    }
}
