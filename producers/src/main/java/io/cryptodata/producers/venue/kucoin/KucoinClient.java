package io.cryptodata.producers.venue.kucoin;

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

/// KuCoin over HTTP: its clock and its listing, in two parts, spot markets and contracts. Candles are not fetched.
///
/// [Spot](https://www.kucoin.com/docs-new/rest/spot-trading/market-data/get-all-symbols)
/// [Contracts](https://www.kucoin.com/docs-new/rest/futures-trading/market-data/get-all-symbols)
public final class KucoinClient implements ListingClient {
    /// The venue's id.
    public static final String EXCHANGE = "kucoin";

    private final HttpTransport http;
    private final BaseUrls urls;

    public KucoinClient(HttpTransport http, BaseUrls urls) {
        this.http = http;
        this.urls = urls;
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public Fetch<ListingPage> listing(String cursor) {
        KucoinApi api = apiOf(cursor);
        String next = api == KucoinApi.SPOT ? KucoinApi.FUTURES.name() : "";
        return ask(api.listing(urls), answer -> new ListingPage(KucoinPayloads.listing(answer.body(), api), next));
    }

    @Override
    public Fetch<Instant> serverTime() {
        return ask(URI.create(urls.main() + KucoinApi.TIME), answer -> KucoinPayloads.serverTime(answer.body()));
    }

    @Override
    public List<Charge> costOf(Request request) {
        return switch (request) {
            case Request.ListingPage page -> apiOf(page.cursor()).listingCost();
            case Request.ServerTime _ -> KucoinApi.TIME_COST;
            case Request.HourlyCandles _,Request.FirstHour _ ->
                throw new IllegalArgumentException("candles of kucoin are not fetched");
        };
    }

    private static KucoinApi apiOf(String cursor) {
        return cursor.isEmpty() ? KucoinApi.SPOT : KucoinApi.valueOf(cursor);
    }

    private <T> Fetch<T> ask(URI uri, ResponseClassifier.Parser<T> parser) {
        return switch (http.get(uri)) {
            case HttpTransport.NoAnswer(String reason) -> new Fetch.Unavailable<>(reason);
            case HttpTransport.Answered answer -> KucoinResponseClassifier.read(answer, parser);
        };
    }
}
