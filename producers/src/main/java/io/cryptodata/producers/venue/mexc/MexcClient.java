package io.cryptodata.producers.venue.mexc;

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
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.http.HttpTransport;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// MEXC over HTTP, its spot market and its contracts: one request per call. The listing comes in two parts, one per API.
///
/// [Spot](https://mexcdevelop.github.io/apidocs/spot_v3_en/)
/// [Contracts](https://mexcdevelop.github.io/apidocs/contract_v1_en/)
public final class MexcClient implements ExchangeClient {
    /// The venue's id.
    public static final String EXCHANGE = "mexc";
    /// later times are no milliseconds, but another unit by mistake
    private static final long LATEST = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

    private final HttpTransport http;
    private final BaseUrls urls;

    /// @param urls without `/api`, for example `https://api.mexc.com`
    public MexcClient(HttpTransport http, BaseUrls urls) {
        this.http = http;
        this.urls = urls;
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public Fetch<ListingPage> listing(String cursor) {
        MexcApi api = apiOf(cursor);
        String next = api == MexcApi.SPOT ? MexcApi.CONTRACT.name() : "";
        return ask(api, api.listing(), (body, answer) -> new ListingPage(MexcPayloads.listing(body, api), next));
    }

    @Override
    public Fetch<Instant> serverTime() {
        return ask(MexcApi.SPOT, "time", (body, answer) -> MexcPayloads.serverTime(body));
    }

    /// Always a window with two ends: without one of them the newest rows would come instead.
    @Override
    public Fetch<CandlePage> hourlyCandles(Listing listing, Instant from, int limit) {
        MexcApi api = checked(listing.market(), limit);
        Instant end = from.plus(Duration.ofHours(limit));
        return ask(api, api.hours(listing.venueSymbol(), from, limit), (body, answer) -> {
            List<RawCandle> rows = MexcPayloads.candles(body, api, listing.contractSize());
            return new CandlePage(asked(rows, from, end), answer.started(), answer.ended(), end);
        });
    }

    /// The rows from the asked hour on.
    ///
    /// @throws UnreadableBody if all lie elsewhere, so that the venue has answered another question
    private static List<RawCandle> asked(List<RawCandle> rows, Instant from, Instant end) throws UnreadableBody {
        List<RawCandle> kept = rows.stream().filter(row -> row.openTime() >= from.toEpochMilli()).toList();
        boolean elsewhere = kept.stream()
                .allMatch(row -> row.openTime() > end.toEpochMilli() && row.openTime() < LATEST);
        if (elsewhere && !rows.isEmpty()) {
            throw new UnreadableBody("asked for hours from " + from + " to " + end + ", but the first row is "
                    + rows.getFirst().excerpt());
        }
        return kept;
    }

    /// The open time of the oldest month; without a start and an end all of them come.
    @Override
    public Fetch<Optional<Instant>> firstHour(Listing listing) {
        MexcApi api = checked(listing.market(), 1);
        return ask(api, api.months(listing.venueSymbol()),
                (body, answer) -> MexcPayloads.candles(body, api, listing.contractSize()).stream()
                        .map(RawCandle::openTime).min(Long::compare)
                        .map(time -> Instant.ofEpochMilli(time).truncatedTo(ChronoUnit.HOURS)));
    }

    @Override
    public int maxRows(Market market) {
        return MexcApi.of(market).maxRows();
    }

    @Override
    public List<Charge> costOf(Request request) {
        MexcApi api = switch (request) {
            case Request.ListingPage page -> apiOf(page.cursor());
            case Request.ServerTime _ -> MexcApi.SPOT;
            case Request.HourlyCandles candles -> MexcApi.of(candles.market());
            case Request.FirstHour first -> MexcApi.of(first.market());
        };
        return api.costOf(request);
    }

    private static MexcApi apiOf(String cursor) {
        return cursor.isEmpty() ? MexcApi.SPOT : MexcApi.valueOf(cursor);
    }

    private <T> Fetch<T> ask(MexcApi api, String pathAndQuery, MexcResponseClassifier.Parser<T> parser) {
        return switch (http.get(api.address(urls, pathAndQuery))) {
            case HttpTransport.NoAnswer(String reason) -> new Fetch.Unavailable<>(reason);
            case HttpTransport.Answered answer -> MexcResponseClassifier.read(answer, parser);
        };
    }

    private static MexcApi checked(Market market, int limit) {
        if (!market.exchange().equals(EXCHANGE)) {
            throw new IllegalArgumentException("this client speaks to mexc, but was asked for " + market);
        }
        MexcApi api = MexcApi.of(market);
        if (limit < 1 || limit > api.maxRows()) {
            throw new IllegalArgumentException("limit must be between 1 and " + api.maxRows() + ", but was " + limit);
        }
        return api;
    }
}
