package io.cryptodata.simulator.venue.bybit;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.venue.Dialect;
import io.cryptodata.simulator.venue.InvalidRequestException;
import io.cryptodata.simulator.venue.MarketData;
import io.cryptodata.simulator.venue.RateLimit;
import io.cryptodata.simulator.venue.RateLimiter;
import io.cryptodata.simulator.venue.RequestKind;
import io.cryptodata.simulator.venue.VenueError;
import io.cryptodata.simulator.venue.VenueRequest;
import io.cryptodata.simulator.venue.VenueResponse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The candles and listings of Bybit's API (`/v5/market`) for spot markets, linear and inverse contracts. Rows are newest
/// first, the listing of contracts has pages, and one limit covers all requests, with an immediate ban beyond it. A market
/// that does not trade stays in the listing as `Closed`.
///
/// [Market](https://bybit-exchange.github.io/docs/v5/market/kline)
public final class BybitDialect implements Dialect {
    public static final String EXCHANGE = "bybit";
    private static final String PATH = "/v5/market/";
    private static final int REQUESTS = 600;
    private static final int PARAMETER_ERROR = 10001;

    private final RateLimit requests;

    /// With the documented limit.
    public BybitDialect() {
        this(REQUESTS);
    }

    /// @param requests per address and five seconds
    public BybitDialect(int requests) {
        this.requests = RateLimit.rolling("requests per address", requests, Duration.ofSeconds(5)).withBan(0,
                Duration.ofMinutes(10));
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public String symbolOf(Market market) {
        boolean inUsdc = !market.isSpot() && market.quote().equals("USDC");
        return market.base() + (inUsdc ? "PERP" : market.quote());
    }

    @Override
    public RequestKind kindOf(VenueRequest request) {
        return switch (request.path()) {
            case PATH + "time" -> RequestKind.TIME;
            case PATH + "instruments-info" -> RequestKind.LISTING;
            case PATH + "kline" -> RequestKind.CANDLES;
            case PATH + "tickers" -> RequestKind.TICKERS;
            default -> RequestKind.OTHER;
        };
    }

    @Override
    public List<Charge> chargesOf(VenueRequest request) {
        return List.of(new Charge(requests, 1));
    }

    @Override
    public VenueResponse respond(VenueRequest request, MarketData data) {
        try {
            return switch (kindOf(request)) {
                case TIME -> VenueResponse.json(BybitBodies.time(data.now()));
                case LISTING -> VenueResponse.json(
                        BybitBodies.instruments(InstrumentsQuery.of(request).page(data, this), data.now()));
                case CANDLES -> klines(KlineQuery.of(request), data);
                case TICKERS -> VenueResponse.json(BybitTickers.respond(request, this, data));
                case OTHER -> VenueResponse.json(404, BybitBodies.error(10017,
                        "Request path not found or request method is invalid", data.now()));
            };
        } catch (InvalidRequestException e) {
            return VenueResponse.json(BybitBodies.error(e.code(), e.text(), data.now()));
        }
    }

    static InvalidRequestException invalid(String text) {
        return new InvalidRequestException(PARAMETER_ERROR, text);
    }

    private static VenueResponse klines(KlineQuery query, MarketData data) throws InvalidRequestException {
        Optional<ListedMarket> market = data.market(query.category() == Category.SPOT, query.symbol())
                .filter(listed -> Category.of(listed.market()) == query.category());
        if (market.isEmpty()) {
            throw invalid("params error: Symbol Invalid");
        }
        List<SourceRow> rows = data.rows(market.get(), query.timeframe(), query.window());
        return VenueResponse.json(BybitBodies.klines(query, rows, data.now()));
    }

    @Override
    public VenueResponse rateLimited(RateLimiter.Decision decision) {
        return tooFrequent();
    }

    @Override
    public VenueResponse error(VenueError error, Duration retryAfter, Instant now) {
        return switch (error) {
            case TOO_MANY_REQUESTS -> VenueResponse.json(BybitBodies.error(10006, "Too many visits!", now))
                    .withHeader("X-Bapi-Limit-Status", "0")
                    .withHeader("X-Bapi-Limit-Reset-Timestamp", Long.toString(now.plus(retryAfter).toEpochMilli()));
            case BAN -> tooFrequent();
            case FIREWALL -> VenueResponse.html(403);
            case SERVER_ERROR -> VenueResponse.html(502);
            case MAINTENANCE -> VenueResponse.json(
                    BybitBodies.error(10016, "Internal server error: the service is restarting.", now));
        };
    }

    /// Bybit sends no retry time; its documentation requires at least ten minutes.
    private static VenueResponse tooFrequent() {
        return new VenueResponse(403, Map.of(), "text/plain", "403, access too frequent", false);
    }
}
