package io.cryptodata.simulator.venue.mexc;

import io.cryptodata.domain.market.Market;
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

/// The candles and listings of MEXC's third spot API, which resembles Binance's, and of its first contract API.
///
/// [Spot](https://mexcdevelop.github.io/apidocs/spot_v3_en/)
/// [Contracts](https://mexcdevelop.github.io/apidocs/contract_v1_en/)
public final class MexcDialect implements Dialect {
    public static final String EXCHANGE = "mexc";
    private static final String SPOT = "/api/v3/";
    private static final String CONTRACT = "/api/v1/contract/";
    private static final String CONTRACT_CANDLES = CONTRACT + "kline/";

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public VenueTraits traits() {
        return VenueTraits.DEFAULT.omittingQuietHours();
    }

    @Override
    public String symbolOf(Market market) {
        return MexcNames.symbol(market);
    }

    @Override
    public RequestKind kindOf(VenueRequest request) {
        return switch (request.path()) {
            case SPOT + "time", CONTRACT + "ping" -> RequestKind.TIME;
            case SPOT + "exchangeInfo", CONTRACT + "detail" -> RequestKind.LISTING;
            case SPOT + "klines" -> RequestKind.CANDLES;
            case SPOT + "ticker/24hr", CONTRACT + "ticker" -> RequestKind.TICKERS;
            default ->
                request.path().startsWith(CONTRACT_CANDLES) ? RequestKind.CANDLES : RequestKind.OTHER;
        };
    }

    /// One limit per endpoint.
    @Override
    public List<Charge> chargesOf(VenueRequest request) {
        RequestKind kind = kindOf(request);
        return isContract(request)
                ? List.of(new Charge(RateLimit.rolling("contract " + kind, 20, Duration.ofSeconds(2)), 1))
                : List.of(new Charge(RateLimit.rolling("spot " + kind, 500, Duration.ofSeconds(10)),
                        kind == RequestKind.LISTING ? 10 : 1));
    }

    private static boolean isContract(VenueRequest request) {
        return request.path().startsWith(CONTRACT);
    }

    @Override
    public VenueResponse respond(VenueRequest request, MarketData data) {
        return isContract(request) ? contract(request, data) : spot(request, data);
    }

    private VenueResponse spot(VenueRequest request, MarketData data) {
        return switch (kindOf(request)) {
            case TIME -> VenueResponse.json(MexcBodies.time(data.now()));
            case LISTING -> VenueResponse.json(MexcBodies.exchangeInfo(listed(data, Market::isSpot), data.now()));
            case CANDLES -> spotCandles(request, data);
            case TICKERS -> tickers(request, data);
            case OTHER -> VenueResponse.json(404, MexcBodies.error(404, "Not Found"));
        };
    }

    private VenueResponse contract(VenueRequest request, MarketData data) {
        return switch (kindOf(request)) {
            case TIME -> VenueResponse.json(MexcContractBodies.time(data.now()));
            case LISTING -> VenueResponse.json(MexcContractBodies.details(listed(data, market -> !market.isSpot())));
            case CANDLES -> contractCandles(request, data);
            case TICKERS -> contractTickers(request, data);
            case OTHER -> VenueResponse.json(404, MexcContractBodies.error(404, "Not Found"));
        };
    }

    private VenueResponse tickers(VenueRequest request, MarketData data) {
        try {
            return VenueResponse.json(MexcTickers.spot(request, listed(data, Market::isSpot), data));
        } catch (InvalidRequestException e) {
            return VenueResponse.json(400, MexcBodies.error(e.code(), e.text()));
        }
    }

    private VenueResponse contractTickers(VenueRequest request, MarketData data) {
        try {
            return VenueResponse.json(MexcTickers.contracts(request, listed(data, market -> !market.isSpot()), data));
        } catch (InvalidRequestException e) {
            return VenueResponse.json(MexcContractBodies.error(1001, "Contract does not exist"));
        }
    }

    private static VenueResponse spotCandles(VenueRequest request, MarketData data) {
        try {
            CandlesQuery query = CandlesQuery.spot(request, data.now());
            return data.market(true, query.symbol())
                    .map(market -> VenueResponse.json(MexcBodies
                            .klines(data.rows(market, query.timeframe(), query.window()), query.length())))
                    .orElseGet(() -> VenueResponse.json(400, MexcBodies.error(-1121, "Invalid symbol.")));
        } catch (InvalidRequestException e) {
            return VenueResponse.json(400, MexcBodies.error(e.code(), e.text()));
        }
    }

    private static VenueResponse contractCandles(VenueRequest request, MarketData data) {
        try {
            CandlesQuery query = CandlesQuery.contract(request, data.now());
            return VenueResponse.json(data.market(false, query.symbol())
                    .map(listed -> MexcContractBodies.klines(
                            data.rows(listed, query.timeframe(), query.window()), listed.market()))
                    .orElseGet(() -> MexcContractBodies.error(1001, "Contract does not exist")));
        } catch (InvalidRequestException e) {
            return VenueResponse.json(MexcContractBodies.error(e.code(), e.text()));
        }
    }

    /// The contract API refuses with status 200.
    @Override
    public VenueResponse rateLimited(RateLimiter.Decision decision) {
        if (decision.banned()) {
            return VenueResponse.html(403);
        }
        return decision.limit().name().startsWith("contract")
                ? tooFrequent()
                : VenueResponse.json(429, MexcBodies.error(429, "Too Many Requests"));
    }

    private static VenueResponse tooFrequent() {
        return VenueResponse.json(
                MexcContractBodies.error(510, "Requests are too frequent, please try again later"));
    }

    /// MEXC never sends a retry time.
    @Override
    public VenueResponse error(VenueError error, Duration retryAfter, Instant now) {
        return switch (error) {
            case TOO_MANY_REQUESTS -> tooFrequent();
            case BAN, FIREWALL -> VenueResponse.html(403);
            case SERVER_ERROR -> VenueResponse.html(504);
            case MAINTENANCE ->
                VenueResponse.json("{\"code\":500,\"message\":\"Under maintenance, please try again later\","
                        + "\"announcement\":\"\"}");
        };
    }
}
