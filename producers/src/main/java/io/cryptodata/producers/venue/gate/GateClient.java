package io.cryptodata.producers.venue.gate;

import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.venue.ListingClient;
import io.cryptodata.producers.venue.ListingPage;
import io.cryptodata.producers.venue.Request;
import io.cryptodata.producers.http.ResponseClassifier;
import io.cryptodata.producers.http.HttpTransport;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/// Gate.io over HTTP: its clock and its listing, in three parts. Candles are not fetched.
///
/// [Spot](https://www.gate.com/docs/developers/apiv4/en/#query-all-supported-currency-pairs)
/// [Contracts](https://www.gate.com/docs/developers/apiv4/en/#query-all-futures-contracts)
public final class GateClient implements ListingClient {
    /// The venue's id.
    public static final String EXCHANGE = "gate";

    private final HttpTransport http;
    private final BaseUrls urls;

    public GateClient(HttpTransport http, BaseUrls urls) {
        this.http = http;
        this.urls = urls;
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public Fetch<ListingPage> listing(String cursor) {
        GateApi api = apiOf(cursor);
        GateApi[] all = GateApi.values();
        String next = api.ordinal() + 1 < all.length ? all[api.ordinal() + 1].name() : "";
        return ask(api.listing(urls), answer -> new ListingPage(GatePayloads.listing(answer.body(), api), next));
    }

    @Override
    public Fetch<Instant> serverTime() {
        return ask(GateApi.time(urls), answer -> GatePayloads.serverTime(answer.body()));
    }

    @Override
    public List<Charge> costOf(Request request) {
        return switch (request) {
            case Request.ListingPage page -> apiOf(page.cursor()).listingCost();
            case Request.ServerTime _ -> GateApi.timeCost();
            case Request.HourlyCandles _,Request.FirstHour _ ->
                throw new IllegalArgumentException("candles of gate are not fetched");
        };
    }

    private static GateApi apiOf(String cursor) {
        return cursor.isEmpty() ? GateApi.SPOT : GateApi.valueOf(cursor);
    }

    private <T> Fetch<T> ask(URI uri, ResponseClassifier.Parser<T> parser) {
        return switch (http.get(uri)) {
            case HttpTransport.NoAnswer(String reason) -> new Fetch.Unavailable<>(reason);
            case HttpTransport.Answered answer -> GateResponseClassifier.read(answer, parser);
        };
    }
}
