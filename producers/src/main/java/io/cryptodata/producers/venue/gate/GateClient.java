package io.cryptodata.producers.venue.gate;

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
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/// Gate.io over HTTP: its clock and its listing, in three parts, and candles through XChange's REST layer.
///
/// [Spot](https://www.gate.com/docs/developers/apiv4/en/#query-all-supported-currency-pairs)
/// [Contracts](https://www.gate.com/docs/developers/apiv4/en/#query-all-futures-contracts)
public final class GateClient implements ExchangeClient {
    /// The venue's id.
    public static final String EXCHANGE = "gate";
    public static final BaseUrls LIVE = BaseUrls.at(URI.create("https://api.gateio.ws"));

    private final JsonApi api;
    private final BaseUrls urls;
    private final GateCandles candles;

    public GateClient(VenueContext context) {
        this.api = context.api(new GateResponseClassifier());
        this.urls = context.urls();
        this.candles = new GateCandles(api, urls);
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

    @Override
    public Call<CandlePage> hourlyCandles(Listing listing, Instant from, int limit) {
        CandleRequests.check(EXCHANGE, listing.market(), limit, maxRows(listing.market()));
        return candles.hours(listing, HourWindow.of(from, limit));
    }

    @Override
    public Call<Optional<Instant>> firstHour(Listing listing) {
        CandleRequests.check(EXCHANGE, listing.market(), 1, maxRows(listing.market()));
        return candles.firstHour(listing);
    }

    /// Of a spot market 10,000: a request for an older hour is refused, so that a day less counts.
    @Override
    public OptionalInt servedHours(Market market) {
        return market.isSpot() ? OptionalInt.of(GateApi.SPOT_HOURS) : OptionalInt.empty();
    }

    /// @throws IllegalArgumentException for an inverse contract
    @Override
    public int maxRows(Market market) {
        return GateApi.maxRows(market);
    }
}
