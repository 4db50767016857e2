package io.cryptodata.producers.venue.binance;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.venue.Answers;
import io.cryptodata.producers.venue.CandlePage;
import io.cryptodata.producers.venue.Charge;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.venue.Fetch;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ListingPage;
import io.cryptodata.producers.venue.RateLimit;
import io.cryptodata.producers.venue.Request;
import io.cryptodata.producers.venue.VenueHttp;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/// Binance's spot market over HTTP: one request per call.
///
/// [Market data endpoints](https://developers.binance.com/docs/binance-spot-api-docs/rest-api/market-data-endpoints)
public final class BinanceClient implements ExchangeClient {
    /// The venue's id.
    public static final String EXCHANGE = "binance";
    /// What one address may use of the spot market's API.
    public static final RateLimit SPOT_WEIGHT = new RateLimit("spot weight", 6000, Duration.ofMinutes(1));
    private static final String USED_WEIGHT = "X-MBX-USED-WEIGHT-1M";
    private static final int MAX_ROWS = 1000;

    private final VenueHttp http;
    private final URI baseUrl;
    private final IntConsumer usedWeight;

    /// @param baseUrl without `/api/v3`, for example `https://api.binance.com`
    /// @param usedWeight is told with every answer what the venue says we have used in its present minute
    public BinanceClient(VenueHttp http, URI baseUrl, IntConsumer usedWeight) {
        this.http = http;
        this.baseUrl = baseUrl;
        this.usedWeight = usedWeight;
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public Fetch<ListingPage> listing(String cursor) {
        return ask("exchangeInfo", answer -> ListingPage.last(BinancePayloads.listing(answer.body())));
    }

    @Override
    public Fetch<Instant> serverTime() {
        return ask("time", answer -> BinancePayloads.serverTime(answer.body()));
    }

    @Override
    public Fetch<CandlePage> hourlyCandles(Listing listing, Instant from, int limit) {
        checkArguments(listing.market(), limit);
        String query = "klines?symbol=" + URLEncoder.encode(listing.venueSymbol(), StandardCharsets.UTF_8)
                + "&interval=1h&startTime=" + from.toEpochMilli() + "&limit=" + limit;
        return ask(query, answer -> new CandlePage(BinancePayloads.klines(answer.body()), answer.started(),
                answer.ended(), null));
    }

    @Override
    public Fetch<Optional<Instant>> firstHour(Listing listing) {
        checkArguments(listing.market(), 1);
        String query = "klines?symbol=" + URLEncoder.encode(listing.venueSymbol(), StandardCharsets.UTF_8)
                + "&interval=1h&startTime=0&limit=1";
        return ask(query, answer -> BinancePayloads.klines(answer.body()).stream().findFirst()
                .map(row -> Instant.ofEpochMilli(row.openTime()).truncatedTo(ChronoUnit.HOURS)));
    }

    @Override
    public int maxRows(Market market) {
        return MAX_ROWS;
    }

    @Override
    public List<Charge> costOf(Request request) {
        int weight = switch (request) {
            case Request.ListingPage _ -> 20;
            case Request.ServerTime _ -> 1;
            case Request.HourlyCandles _ -> 2;
            case Request.FirstHour _ -> 2;
        };
        return List.of(new Charge(SPOT_WEIGHT, weight));
    }

    private <T> Fetch<T> ask(String pathAndQuery, Answers.Parser<T> parser) {
        return switch (http.get(URI.create(baseUrl + "/api/v3/" + pathAndQuery))) {
            case VenueHttp.NoAnswer(String reason) -> new Fetch.Unavailable<>(reason);
            case VenueHttp.Answered answer -> {
                answer.number(USED_WEIGHT).ifPresent(used -> usedWeight.accept((int) Math.min(used, 1_000_000)));
                yield BinanceAnswers.read(answer, parser);
            }
        };
    }

    private static void checkArguments(Market market, int limit) {
        if (!market.exchange().equals(EXCHANGE)) {
            throw new IllegalArgumentException("this client speaks to binance, but was asked for " + market);
        }
        if (limit < 1 || limit > MAX_ROWS) {
            throw new IllegalArgumentException("limit must be between 1 and " + MAX_ROWS + ", but was " + limit);
        }
    }
}
