package io.cryptodata.producers.venue.binance;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.CandlePage;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ListingPage;
import io.cryptodata.producers.ratelimit.RateLimit;
import io.cryptodata.producers.venue.Request;
import io.cryptodata.producers.http.ResponseClassifier;
import io.cryptodata.producers.http.HttpTransport;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;

/// Binance over HTTP, its spot market and its contracts: one request per call. The listing comes in three parts, one per
/// API.
///
/// [Spot](https://developers.binance.com/docs/binance-spot-api-docs/rest-api/market-data-endpoints)
/// [Contracts](https://developers.binance.com/docs/derivatives/usds-margined-futures/market-data/rest-api)
public final class BinanceClient implements ExchangeClient {
    /// The venue's id.
    public static final String EXCHANGE = "binance";
    private static final String USED_WEIGHT = "X-MBX-USED-WEIGHT-1M";

    private final HttpTransport http;
    private final BaseUrls urls;
    private final ObjIntConsumer<RateLimit> usedWeight;

    /// @param urls without `/api/v3`, for example `https://api.binance.com`
    /// @param usedWeight is told with every answer what the venue says we have used in its present minute
    public BinanceClient(HttpTransport http, BaseUrls urls, ObjIntConsumer<RateLimit> usedWeight) {
        this.http = http;
        this.urls = urls;
        this.usedWeight = usedWeight;
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public Fetch<ListingPage> listing(String cursor) {
        BinanceApi api = apiOf(cursor);
        BinanceApi[] all = BinanceApi.values();
        String next = api.ordinal() + 1 < all.length ? all[api.ordinal() + 1].name() : "";
        return ask(api, "exchangeInfo",
                answer -> new ListingPage(BinancePayloads.listing(answer.body(), api), next));
    }

    @Override
    public Fetch<Instant> serverTime() {
        return ask(BinanceApi.SPOT, "time", answer -> BinancePayloads.serverTime(answer.body()));
    }

    @Override
    public Fetch<CandlePage> hourlyCandles(Listing listing, Instant from, int limit) {
        BinanceApi api = checked(listing.market(), limit);
        String query = klines(listing) + "&startTime=" + from.toEpochMilli() + "&limit=" + limit;
        return ask(api, query, answer -> new CandlePage(BinancePayloads.klines(answer.body()), answer.started(),
                answer.ended(), null));
    }

    @Override
    public Fetch<Optional<Instant>> firstHour(Listing listing) {
        BinanceApi api = checked(listing.market(), 1);
        return ask(api, klines(listing) + "&startTime=0&limit=1",
                answer -> BinancePayloads.klines(answer.body()).stream().findFirst()
                        .map(row -> Instant.ofEpochMilli(row.openTime()).truncatedTo(ChronoUnit.HOURS)));
    }

    @Override
    public int maxRows(Market market) {
        return BinanceApi.of(market).maxRows();
    }

    @Override
    public List<Charge> costOf(Request request) {
        BinanceApi api = switch (request) {
            case Request.ListingPage page -> apiOf(page.cursor());
            case Request.ServerTime _ -> BinanceApi.SPOT;
            case Request.HourlyCandles candles -> BinanceApi.of(candles.market());
            case Request.FirstHour first -> BinanceApi.of(first.market());
        };
        return api.costOf(request);
    }

    private static BinanceApi apiOf(String cursor) {
        return cursor.isEmpty() ? BinanceApi.SPOT : BinanceApi.valueOf(cursor);
    }

    private static String klines(Listing listing) {
        return "klines?symbol=" + URLEncoder.encode(listing.venueSymbol(), StandardCharsets.UTF_8) + "&interval=1h";
    }

    private <T> Fetch<T> ask(BinanceApi api, String pathAndQuery, ResponseClassifier.Parser<T> parser) {
        return switch (http.get(api.address(urls, pathAndQuery))) {
            case HttpTransport.NoAnswer(String reason) -> new Fetch.Unavailable<>(reason);
            case HttpTransport.Answered answer -> {
                answer.number(USED_WEIGHT)
                        .ifPresent(used -> usedWeight.accept(api.limit(), (int) Math.min(used, 1_000_000)));
                yield BinanceResponseClassifier.read(answer, parser);
            }
        };
    }

    private static BinanceApi checked(Market market, int limit) {
        if (!market.exchange().equals(EXCHANGE)) {
            throw new IllegalArgumentException("this client speaks to binance, but was asked for " + market);
        }
        BinanceApi api = BinanceApi.of(market);
        if (limit < 1 || limit > api.maxRows()) {
            throw new IllegalArgumentException(
                    "limit must be between 1 and " + api.maxRows() + ", but was " + limit);
        }
        return api;
    }
}
