package io.cryptodata.simulator.venue.okx;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.venue.Dialect;
import io.cryptodata.simulator.venue.MarketData;
import io.cryptodata.simulator.venue.RateLimit;
import io.cryptodata.simulator.venue.RateLimiter;
import io.cryptodata.simulator.venue.RequestKind;
import io.cryptodata.simulator.venue.Ticker;
import io.cryptodata.simulator.venue.VenueError;
import io.cryptodata.simulator.venue.VenueRequest;
import io.cryptodata.simulator.venue.VenueResponse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The candles and listings of OKX's API (`/api/v5`) for spot markets and perpetual contracts. Rows are newest first with a
/// column that marks finished ones, recent and historical hours have different paths, every path has a limit, and OKX
/// itself bans no address.
///
/// [Market data](https://www.okx.com/docs-v5/en/#order-book-trading-market-data)
public final class OkxDialect implements Dialect {
    public static final String EXCHANGE = "okx";
    private static final String TIME = "/api/v5/public/time";
    private static final String INSTRUMENTS = "/api/v5/public/instruments";
    private static final String RECENT = "/api/v5/market/candles";
    private static final String TICKER = "/api/v5/market/ticker";
    private static final String TICKERS = "/api/v5/market/tickers";
    private static final String HISTORY = "/api/v5/market/history-candles";

    private final RateLimit time = limit("time", 10);
    private final RateLimit instruments = limit("instruments", 20);
    private final RateLimit ticker = limit("ticker", 20);
    private final RateLimit tickers = limit("tickers", 20);
    private final RateLimit recent;
    private final RateLimit history;

    /// With the documented limits.
    public OkxDialect() {
        this(40, 20);
    }

    /// @param recent requests for recent candles per address and two seconds
    /// @param history requests for historical candles per address and two seconds
    public OkxDialect(int recent, int history) {
        this.recent = limit("candles", recent);
        this.history = limit("history candles", history);
    }

    private static RateLimit limit(String name, int requests) {
        return RateLimit.rolling(name, requests, Duration.ofSeconds(2)).withBan(Integer.MAX_VALUE,
                Duration.ofSeconds(2));
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public String symbolOf(Market market) {
        return market.base() + "-" + market.quote() + (market.isSpot() ? "" : "-SWAP");
    }

    @Override
    public RequestKind kindOf(VenueRequest request) {
        return switch (request.path()) {
            case TIME -> RequestKind.TIME;
            case INSTRUMENTS -> RequestKind.LISTING;
            case RECENT, HISTORY -> RequestKind.CANDLES;
            case TICKER, TICKERS -> RequestKind.TICKERS;
            default -> RequestKind.OTHER;
        };
    }

    @Override
    public List<Charge> chargesOf(VenueRequest request) {
        return switch (request.path()) {
            case TIME -> List.of(new Charge(time, 1));
            case INSTRUMENTS -> List.of(new Charge(instruments, 1));
            case RECENT -> List.of(new Charge(recent, 1));
            case HISTORY -> List.of(new Charge(history, 1));
            case TICKER -> List.of(new Charge(ticker, 1));
            case TICKERS -> List.of(new Charge(tickers, 1));
            default -> List.of();
        };
    }

    @Override
    public VenueResponse respond(VenueRequest request, MarketData data) {
        return switch (kindOf(request)) {
            case TIME -> VenueResponse.json(OkxBodies.time(data.now()));
            case LISTING -> instruments(request.text("instType"), data);
            case CANDLES -> candles(request, data);
            case TICKERS -> request.path().equals(TICKERS)
                    ? tickers(request.text("instType"), data)
                    : ticker(request.text("instId"), data);
            case OTHER -> VenueResponse.json(404, OkxBodies.error("404", "Not Found"));
        };
    }

    private VenueResponse instruments(String type, MarketData data) {
        if (!List.of("SPOT", "MARGIN", "SWAP", "FUTURES", "OPTION").contains(type)) {
            return VenueResponse.json(400, OkxBodies.error("51000", "Parameter instType error"));
        }
        return VenueResponse.json(OkxBodies.instruments(
                listed(data, market -> type.equals(market.isSpot() ? "SPOT" : "SWAP"))));
    }

    private VenueResponse tickers(String type, MarketData data) {
        if (!List.of("SPOT", "SWAP", "FUTURES", "OPTION").contains(type)) {
            return VenueResponse.json(400, OkxBodies.error("51000", "Parameter instType error"));
        }
        return VenueResponse.json(OkxTickers.body(
                Ticker.of(listed(data, market -> type.equals(market.isSpot() ? "SPOT" : "SWAP")), data)));
    }

    private static VenueResponse ticker(String symbol, MarketData data) {
        return data.market(!symbol.endsWith("-SWAP"), symbol)
                .map(listed -> VenueResponse.json(OkxTickers.body(Ticker.of(listed, data)
                        .map(ticker -> Map.of(symbol, ticker)).orElse(Map.of()))))
                .orElseGet(() -> VenueResponse.json(OkxBodies.error("51001", "Instrument ID does not exist")));
    }

    private static VenueResponse candles(VenueRequest request, MarketData data) {
        String symbol = request.text("instId");
        Optional<ListedMarket> market = data.market(!symbol.endsWith("-SWAP"), symbol);
        if (market.isEmpty()) {
            return VenueResponse.json(OkxBodies.error("51001", "Instrument ID does not exist"));
        }
        return Bar.of(request)
                .map(bar -> candles(CandlesQuery.of(bar, request, data.now(), request.path().equals(RECENT)),
                        market.get(), data))
                .orElseGet(() -> VenueResponse.json(400, OkxBodies.error("51000", "Parameter bar error")));
    }

    private static VenueResponse candles(CandlesQuery query, ListedMarket market, MarketData data) {
        return VenueResponse.json(OkxBodies.candles(market.market(),
                data.rows(market, query.bar().timeframe(), query.window()), query.bar().length(), data.now()));
    }

    @Override
    public VenueResponse rateLimited(RateLimiter.Decision decision) {
        return tooManyRequests();
    }

    private static VenueResponse tooManyRequests() {
        return VenueResponse.json(429, OkxBodies.error("50011", "Too Many Requests"));
    }

    /// OKX never sends a retry time; only the network in front of it bans addresses.
    @Override
    public VenueResponse error(VenueError error, Duration retryAfter, Instant now) {
        return switch (error) {
            case TOO_MANY_REQUESTS -> tooManyRequests();
            case BAN, FIREWALL -> VenueResponse.html(403);
            case SERVER_ERROR -> VenueResponse.html(502);
            case MAINTENANCE -> VenueResponse.json(503, OkxBodies.error("50001",
                    "Service temporarily unavailable. Try again later"));
        };
    }
}
