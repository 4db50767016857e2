package io.cryptodata.simulator.venue.kucoin;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.VenueTraits;
import io.cryptodata.simulator.venue.Currencies;
import io.cryptodata.simulator.venue.Dialect;
import io.cryptodata.simulator.venue.InvalidRequestException;
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
import java.util.SequencedMap;

/// The candles and listings of KuCoin, spot markets and contracts. Bitcoin is `XBT` in contracts. The `name` of a renamed
/// market differs from its `symbol`.
///
/// [Spot](https://www.kucoin.com/docs-new/rest/spot-trading/market-data/get-all-symbols)
/// [Contracts](https://www.kucoin.com/docs-new/rest/futures-trading/market-data/get-all-symbols)
public final class KucoinDialect implements Dialect {
    public static final String EXCHANGE = "kucoin";
    private static final String TIME = "/api/v1/timestamp";
    private static final String SPOT = "/api/v2/symbols";
    private static final String FUTURES = "/api/v1/contracts/active";
    private static final String CURRENCIES = "/api/v3/currencies";
    private static final String CANDLES = "/api/v1/market/candles";
    private static final String FUTURES_CANDLES = "/api/v1/kline/query";
    private static final String TICKERS = "/api/v1/market/allTickers";
    private static final String TICKER = "/api/v1/market/stats";
    private static final String FUTURES_TICKER = "/api/v1/ticker";
    private static final int PARAMETER_ERROR = 400_100;

    private final RateLimit publicWeight;

    /// With the documented limit.
    public KucoinDialect() {
        this(2000);
    }

    /// @param publicWeight per address and thirty seconds
    public KucoinDialect(int publicWeight) {
        this.publicWeight = RateLimit.rolling("public weight", publicWeight, Duration.ofSeconds(30));
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public VenueTraits traits() {
        return VenueTraits.DEFAULT.omittingQuietHours().keepingSymbols();
    }

    @Override
    public String symbolOf(Market market) {
        return market.isSpot()
                ? market.base() + "-" + market.quote()
                : KucoinBodies.inContracts(market.base()) + KucoinBodies.inContracts(market.quote()) + "M";
    }

    /// A kept symbol is served as the `name`.
    @Override
    public String symbolOf(ListedMarket listed) {
        return symbolOf(listed.market());
    }

    @Override
    public RequestKind kindOf(VenueRequest request) {
        return switch (request.path()) {
            case TIME -> RequestKind.TIME;
            case SPOT, FUTURES, CURRENCIES -> RequestKind.LISTING;
            case CANDLES, FUTURES_CANDLES -> RequestKind.CANDLES;
            case TICKERS, TICKER, FUTURES_TICKER -> RequestKind.TICKERS;
            default -> RequestKind.OTHER;
        };
    }

    @Override
    public List<Charge> chargesOf(VenueRequest request) {
        return List.of(new Charge(publicWeight, switch (request.path()) {
            case SPOT -> 4;
            case TICKERS, TICKER -> 15;
            case FUTURES_TICKER -> 2;
            default -> 3;
        }));
    }

    @Override
    public VenueResponse respond(VenueRequest request, MarketData data) {
        try {
            return kindOf(request) == RequestKind.OTHER
                    ? VenueResponse.json(404, KucoinBodies.error("404", "This simulation has no " + request.path()))
                    : VenueResponse.json(body(request, data));
        } catch (InvalidRequestException e) {
            return VenueResponse.json(400, KucoinBodies.error(Integer.toString(e.code()), e.text()));
        }
    }

    private String body(VenueRequest request, MarketData data) throws InvalidRequestException {
        return switch (request.path()) {
            case TIME -> KucoinBodies.time(data.now());
            case SPOT -> KucoinBodies.symbols(listed(data, Market::isSpot));
            case CURRENCIES -> KucoinBodies.currencies(Currencies.of(data.markets()));
            case CANDLES -> KucoinCandles.spot(request, data);
            case FUTURES_CANDLES -> KucoinCandles.contracts(request, data);
            case TICKERS -> KucoinTickers.all(Ticker.of(listed(data, Market::isSpot), data), data.now());
            case TICKER -> KucoinTickers.one(request.text("symbol"), ticker(true, request, data));
            case FUTURES_TICKER -> KucoinTickers.contract(request.text("symbol"), ticker(false, request, data));
            default -> contracts(data);
        };
    }

    private String contracts(MarketData data) {
        SequencedMap<String, ListedMarket> listed = listed(data, market -> !market.isSpot());
        return KucoinBodies.contracts(listed, Ticker.of(listed, data));
    }

    private static Ticker ticker(boolean spot, VenueRequest request, MarketData data) throws InvalidRequestException {
        return data.market(spot, request.text("symbol")).flatMap(listed -> Ticker.of(listed, data))
                .orElseThrow(() -> invalid("Unsupported trading pair."));
    }

    static InvalidRequestException invalid(String text) {
        return new InvalidRequestException(PARAMETER_ERROR, text);
    }

    @Override
    public VenueResponse rateLimited(RateLimiter.Decision decision) {
        return decision.banned() ? VenueResponse.html(403) : tooManyRequests();
    }

    @Override
    public VenueResponse error(VenueError error, Duration retryAfter, Instant now) {
        return switch (error) {
            case TOO_MANY_REQUESTS ->
                tooManyRequests().withHeader("gw-ratelimit-reset", Long.toString(retryAfter.toMillis()));
            case BAN, FIREWALL -> VenueResponse.html(403);
            case SERVER_ERROR -> VenueResponse.json(500, KucoinBodies.error("500000", "Internal Server Error"));
            case MAINTENANCE -> VenueResponse.json(503, KucoinBodies.error("500000", "The service is being upgraded"));
        };
    }

    private static VenueResponse tooManyRequests() {
        return VenueResponse.json(429, KucoinBodies.error("429000", "Too Many Requests"));
    }

    /// The quota, what remains of it, and the milliseconds until it is reset.
    @Override
    public VenueResponse withUsageHeaders(VenueResponse response, List<RateLimiter.Decision> decisions) {
        RateLimiter.Decision decision = decisions.getFirst();
        Duration reset = decision.retryAfter() == null ? decision.limit().period() : decision.retryAfter();
        VenueResponse withQuota = response
                .withHeader("gw-ratelimit-limit", Integer.toString(decision.limit().weight()))
                .withHeader("gw-ratelimit-remaining", Integer.toString(decision.remaining()));
        return response.headers().containsKey("gw-ratelimit-reset") || response.status() == 403
                ? withQuota
                : withQuota.withHeader("gw-ratelimit-reset", Long.toString(reset.toMillis()));
    }
}
