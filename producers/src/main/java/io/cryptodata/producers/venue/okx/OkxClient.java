package io.cryptodata.producers.venue.okx;

import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.CandlePage;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ListingPage;
import io.cryptodata.producers.venue.Request;
import io.cryptodata.producers.http.HttpTransport;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// OKX over HTTP: one request per call. The listing comes in two parts, spot markets and perpetual contracts. Pages of
/// candles are asked for as windows with two ends, because of more rows than fit OKX keeps the newest; where, [OkxClock]
/// knows.
///
/// [Candles](https://www.okx.com/docs-v5/en/#order-book-trading-market-data-get-candlesticks)
/// [Listing](https://www.okx.com/docs-v5/en/#public-data-rest-api-get-instruments)
public final class OkxClient implements ExchangeClient {
    /// The venue's id.
    public static final String EXCHANGE = "okx";
    private static final int MAX_ROWS = 300;
    /// what a page of old hours was once cut to, whatever was asked for
    private static final int SHORT_PAGE = 100;
    private static final String CONTRACTS = "SWAP";

    private final HttpTransport http;
    private final BaseUrls urls;
    private final OkxClock clock = new OkxClock();
    private volatile int historyRows = MAX_ROWS;

    /// @param urls without `/api/v5`, for example `https://www.okx.com`
    public OkxClient(HttpTransport http, BaseUrls urls) {
        this.http = http;
        this.urls = urls;
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public Fetch<ListingPage> listing(String cursor) {
        boolean contracts = cursor.equals(CONTRACTS);
        return ask(OkxApi.INSTRUMENTS, "?instType=" + (contracts ? CONTRACTS : "SPOT"),
                (data, _) -> new ListingPage(OkxSymbols.listings(data), contracts ? "" : CONTRACTS));
    }

    @Override
    public Fetch<Instant> serverTime() {
        return ask(OkxApi.TIME, "", (data, answer) -> {
            Instant time = OkxPayloads.time(data);
            clock.saw(time, answer.ended());
            return time;
        });
    }

    @Override
    public Fetch<CandlePage> hourlyCandles(Listing listing, Instant from, int limit) {
        checked(listing.market(), limit);
        OkxApi place = clock.placeOf(from);
        int rows = place == OkxApi.HISTORY ? Math.min(limit, historyRows) : limit;
        Instant end = from.plus(rows, ChronoUnit.HOURS);
        String query = bars(listing, "1H", rows) + "&before=" + (from.toEpochMilli() - 1) + "&after="
                + end.toEpochMilli();
        boolean inBase = OkxApi.countsInBase(listing.market());
        Fetch<CandlePage> answer = ask(place, query,
                (data, said) -> new CandlePage(OkxPayloads.candles(data, inBase, clock.now(said.started())),
                        said.started(), said.ended(), end));
        return answer instanceof Fetch.Ok<CandlePage>(CandlePage page) ? believed(page, place, from, rows) : answer;
    }

    /// A page that does not begin where it was asked to may have lost its beginning.
    private Fetch<CandlePage> believed(CandlePage page, OkxApi place, Instant from, int rows) {
        boolean whole = page.rows().stream().anyMatch(row -> row.openTime() == from.toEpochMilli());
        if (!whole && place == OkxApi.RECENT && !clock.isFresh(page.requestStarted())) {
            return new Fetch.Unavailable<>("the venue's clock was seen too long ago to know whether " + from
                    + " is still among its recent hours");
        }
        if (!whole && place == OkxApi.HISTORY && rows > SHORT_PAGE && page.rows().size() == SHORT_PAGE) {
            historyRows = SHORT_PAGE;
            return new Fetch.Unavailable<>("a page of old hours may have been cut to " + SHORT_PAGE
                    + " rows: from now on no more are asked for");
        }
        return new Fetch.Ok<>(page);
    }

    /// The time of listing that OKX names is years after the first candle of its oldest markets. Three hundred months are
    /// all there are.
    @Override
    public Fetch<Optional<Instant>> firstHour(Listing listing) {
        checked(listing.market(), 1);
        return ask(OkxApi.HISTORY, bars(listing, "1Mutc", MAX_ROWS),
                (data, _) -> OkxPayloads.candles(data, true, null).stream().map(RawCandle::openTime)
                        .min(Comparator.naturalOrder())
                        .map(first -> Instant.ofEpochMilli(first).truncatedTo(ChronoUnit.HOURS)));
    }

    @Override
    public int maxRows(Market market) {
        return MAX_ROWS;
    }

    @Override
    public List<Charge> costOf(Request request) {
        return switch (request) {
            case Request.ListingPage _ -> List.of(new Charge(OkxApi.INSTRUMENTS.limit(), 1));
            case Request.ServerTime _ -> List.of(new Charge(OkxApi.TIME.limit(), 1));
            case Request.FirstHour _ -> List.of(new Charge(OkxApi.HISTORY.limit(), 1));
            case Request.HourlyCandles candles -> clock.placesOf(candles.from()).stream().sorted()
                    .map(place -> new Charge(place.limit(), 1)).toList();
        };
    }

    private static String bars(Listing listing, String bar, int rows) {
        return "?instId=" + URLEncoder.encode(listing.venueSymbol(), StandardCharsets.UTF_8) + "&bar=" + bar
                + "&limit=" + rows;
    }

    private <T> Fetch<T> ask(OkxApi api, String query, OkxResponseClassifier.Reader<T> reader) {
        return switch (http.get(URI.create(urls.main() + api.path() + query))) {
            case HttpTransport.NoAnswer(String reason) -> new Fetch.Unavailable<>(reason);
            case HttpTransport.Answered answer -> OkxResponseClassifier.read(answer, reader);
        };
    }

    private static void checked(Market market, int limit) {
        if (!market.exchange().equals(EXCHANGE)) {
            throw new IllegalArgumentException("this client speaks to okx, but was asked for " + market);
        }
        if (limit < 1 || limit > MAX_ROWS) {
            throw new IllegalArgumentException("limit must be between 1 and " + MAX_ROWS + ", but was " + limit);
        }
    }
}
