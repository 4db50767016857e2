package io.cryptodata.producers.venue.kraken;

import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.venue.ListingClient;
import io.cryptodata.producers.venue.ListingPage;
import io.cryptodata.producers.ratelimit.RateLimit;
import io.cryptodata.producers.venue.Request;
import io.cryptodata.producers.http.ResponseClassifier;
import io.cryptodata.producers.http.HttpTransport;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Kraken over HTTP: its clock and the listing of its spot markets. Candles are not fetched. Kraken Futures is another
/// venue, with an API, symbols and rules of its own.
///
/// [Markets](https://docs.kraken.com/api/docs/rest-api/get-tradable-asset-pairs)
public final class KrakenClient implements ListingClient {
    /// The venue's id.
    public static final String EXCHANGE = "kraken";
    private static final String ROOT = "/0/public/";
    /// [Limits](https://docs.kraken.com/api/docs/guides/spot-rest-ratelimits)
    private static final List<Charge> COST = List
            .of(new Charge(new RateLimit("public requests", 1, Duration.ofSeconds(1)), 1));

    private final HttpTransport http;
    private final BaseUrls urls;

    public KrakenClient(HttpTransport http, BaseUrls urls) {
        this.http = http;
        this.urls = urls;
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public Fetch<ListingPage> listing(String cursor) {
        return ask("AssetPairs", answer -> ListingPage.last(KrakenPayloads.listing(answer.body())));
    }

    @Override
    public Fetch<Instant> serverTime() {
        return ask("Time", answer -> KrakenPayloads.serverTime(answer.body()));
    }

    @Override
    public List<Charge> costOf(Request request) {
        return switch (request) {
            case Request.ListingPage _,Request.ServerTime _ -> COST;
            case Request.HourlyCandles _,Request.FirstHour _ ->
                throw new IllegalArgumentException("candles of kraken are not fetched");
        };
    }

    private <T> Fetch<T> ask(String path, ResponseClassifier.Parser<T> parser) {
        return switch (http.get(URI.create(urls.main() + ROOT + path))) {
            case HttpTransport.NoAnswer(String reason) -> new Fetch.Unavailable<>(reason);
            case HttpTransport.Answered answer -> KrakenResponseClassifier.read(answer, parser);
        };
    }
}
