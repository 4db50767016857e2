package io.cryptodata.simulator.venue.binance;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.VenueTraits;
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

/// The candles and listings of Binance's spot API (`/api/v3`) and USDT contract API (`/fapi/v1`). The listing of contracts
/// settled in their base (`/dapi/v1`) is empty.
///
/// [Spot](https://developers.binance.com/docs/binance-spot-api-docs/rest-api/market-data-endpoints)
/// [Contracts](https://developers.binance.com/docs/derivatives/usds-margined-futures/market-data/rest-api)
public final class BinanceDialect implements Dialect {
    public static final String EXCHANGE = "binance";
    private static final String SPOT = "/api/v3/";
    private static final String LINEAR = "/fapi/v1/";
    private static final String INVERSE = "/dapi/v1/";
    private static final int SPOT_ROWS = 1000;
    private static final int LINEAR_ROWS = 1500;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final RateLimit spotWeight;
    private final RateLimit linearWeight;
    private final RateLimit inverseWeight = weightPerMinute("inverse weight", 2400);

    /// With the documented limits.
    public BinanceDialect() {
        this(6000, 2400);
    }

    /// @param spotWeight weight per address and minute on the spot API
    /// @param linearWeight weight per address and minute on the contract API
    public BinanceDialect(int spotWeight, int linearWeight) {
        this.spotWeight = weightPerMinute("spot weight", spotWeight);
        this.linearWeight = weightPerMinute("linear weight", linearWeight);
    }

    private static RateLimit weightPerMinute(String name, int weight) {
        return new RateLimit(name, weight, MINUTE, RateLimit.Window.ALIGNED, 10, MINUTE.multipliedBy(2));
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public VenueTraits traits() {
        return VenueTraits.DEFAULT.asReference();
    }

    @Override
    public String symbolOf(Market market) {
        return market.base() + market.quote();
    }

    @Override
    public RequestKind kindOf(VenueRequest request) {
        return switch (request.path()) {
            case SPOT + "time", LINEAR + "time" -> RequestKind.TIME;
            case SPOT + "exchangeInfo", LINEAR + "exchangeInfo", INVERSE + "exchangeInfo" -> RequestKind.LISTING;
            case SPOT + "klines", LINEAR + "klines" -> RequestKind.CANDLES;
            case SPOT + "ticker/24hr", LINEAR + "ticker/24hr" -> RequestKind.TICKERS;
            default -> RequestKind.OTHER;
        };
    }

    @Override
    public List<Charge> chargesOf(VenueRequest request) {
        if (request.path().startsWith(INVERSE)) {
            return List.of(new Charge(inverseWeight, 1));
        }
        boolean linear = request.path().startsWith(LINEAR);
        int weight = switch (kindOf(request)) {
            case LISTING -> linear ? 1 : 20;
            case CANDLES -> linear ? linearWeightOf(request.number("limit", 500)) : 2;
            case TICKERS -> tickersWeightOf(request, linear);
            case TIME, OTHER -> 1;
        };
        return List.of(new Charge(linear ? linearWeight : spotWeight, weight));
    }

    private static int tickersWeightOf(VenueRequest request, boolean linear) {
        if (request.has("symbol")) {
            return linear ? 1 : 2;
        }
        return linear ? 40 : 80;
    }

    private static int linearWeightOf(long rows) {
        if (rows < 100) {
            return 1;
        }
        if (rows < 500) {
            return 2;
        }
        return rows <= 1000 ? 5 : 10;
    }

    @Override
    public VenueResponse respond(VenueRequest request, MarketData data) {
        return switch (kindOf(request)) {
            case TIME -> VenueResponse.json(BinanceBodies.time(data.now()));
            case LISTING -> VenueResponse.json(listing(request, data));
            case CANDLES -> klines(request, data);
            case TICKERS -> tickers(request, data);
            case OTHER -> VenueResponse.json(404,
                    BinanceBodies.error(-1100, "This simulation has no " + request.path()));
        };
    }

    private String listing(VenueRequest request, MarketData data) {
        if (request.path().startsWith(SPOT)) {
            return BinanceBodies.spotInfo(listed(data, Market::isSpot), data.now(), spotWeight.weight());
        }
        Map<String, ListedMarket> contracts = request.path().startsWith(LINEAR)
                ? listed(data, market -> !market.isSpot())
                : Map.of();
        return BinanceBodies.linearInfo(contracts, data.now(), linearWeight.weight());
    }

    private VenueResponse tickers(VenueRequest request, MarketData data) {
        boolean spot = request.path().startsWith(SPOT);
        try {
            return VenueResponse.json(BinanceTickers.respond(request, spot,
                    listed(data, market -> market.isSpot() == spot), data));
        } catch (InvalidRequestException e) {
            return VenueResponse.json(400, BinanceBodies.error(e.code(), e.text()));
        }
    }

    private static VenueResponse klines(VenueRequest request, MarketData data) {
        boolean spot = request.path().startsWith(SPOT);
        try {
            KlinesQuery query = KlinesQuery.of(request, spot ? SPOT_ROWS : LINEAR_ROWS);
            return data.market(spot, query.symbol())
                    .map(market -> VenueResponse.json(BinanceBodies.klines(data.rows(market, query.window()))))
                    .orElseGet(() -> VenueResponse.json(400, BinanceBodies.error(-1121, "Invalid symbol.")));
        } catch (InvalidRequestException e) {
            return VenueResponse.json(400, BinanceBodies.error(e.code(), e.text()));
        }
    }

    @Override
    public VenueResponse rateLimited(RateLimiter.Decision decision) {
        String text = decision.banned()
                ? "Way too much request weight used; IP banned until " + decision.until().toEpochMilli() + "."
                : "Too much request weight used; stay below the limit of this minute.";
        return VenueResponse.json(decision.banned() ? 418 : 429, BinanceBodies.error(-1003, text))
                .withHeader("Retry-After", Long.toString(decision.retryAfterSeconds()));
    }

    @Override
    public VenueResponse error(VenueError error, Duration retryAfter, Instant now) {
        String seconds = Long.toString(retryAfter.toSeconds());
        return switch (error) {
            case TOO_MANY_REQUESTS -> VenueResponse.json(429, BinanceBodies.error(-1003, "Too many requests."))
                    .withHeader("Retry-After", seconds);
            case BAN -> VenueResponse.json(418, BinanceBodies.error(-1003, "Way too many requests; IP banned."))
                    .withHeader("Retry-After", seconds);
            case FIREWALL -> VenueResponse.html(403).withHeader("Retry-After", seconds);
            case SERVER_ERROR -> VenueResponse.html(502);
            case MAINTENANCE -> VenueResponse.json(BinanceBodies.error(1, "System is under maintenance."));
        };
    }

    @Override
    public VenueResponse withUsageHeaders(VenueResponse response, List<RateLimiter.Decision> decisions) {
        return decisions.isEmpty()
                ? response
                : response.withHeader("X-MBX-USED-WEIGHT-1M", Integer.toString(decisions.getFirst().used()));
    }
}
