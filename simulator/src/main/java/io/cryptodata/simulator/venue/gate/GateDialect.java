package io.cryptodata.simulator.venue.gate;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.VenueTraits;
import io.cryptodata.simulator.venue.Dialect;
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
import java.util.function.Predicate;

/// The clock and listings of Gate.io: spot markets, and contracts by settlement currency. A contract has the same name as
/// its spot market.
///
/// [API](https://www.gate.com/docs/developers/apiv4/en/)
public final class GateDialect implements Dialect {
    public static final String EXCHANGE = "gate";
    private static final String ROOT = "/api/v4/";
    private static final String TIME = ROOT + "spot/time";
    private static final String SPOT = ROOT + "spot/currency_pairs";
    private static final String USDT = ROOT + "futures/usdt/contracts";
    private static final String BTC = ROOT + "futures/btc/contracts";

    private final int requestsPerEndpoint;

    /// With the documented limits.
    public GateDialect() {
        this(200);
    }

    /// @param requestsPerEndpoint per address and ten seconds
    public GateDialect(int requestsPerEndpoint) {
        this.requestsPerEndpoint = requestsPerEndpoint;
    }

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
        return market.base() + "_" + market.quote();
    }

    @Override
    public RequestKind kindOf(VenueRequest request) {
        return switch (request.path()) {
            case TIME -> RequestKind.TIME;
            case SPOT, USDT, BTC -> RequestKind.LISTING;
            default -> RequestKind.OTHER;
        };
    }

    /// One limit per endpoint.
    @Override
    public List<Charge> chargesOf(VenueRequest request) {
        String endpoint = kindOf(request) == RequestKind.OTHER ? "others" : request.path();
        return List.of(new Charge(RateLimit.rolling(endpoint, requestsPerEndpoint, Duration.ofSeconds(10)), 1));
    }

    @Override
    public VenueResponse respond(VenueRequest request, MarketData data) {
        return switch (request.path()) {
            case TIME -> VenueResponse.json(GateBodies.time(data.now()));
            case SPOT -> VenueResponse.json(GateBodies.pairs(listed(data, Market::isSpot)));
            case USDT -> VenueResponse.json(GateBodies.contracts(listed(data, settledIn("USDT"))));
            case BTC -> VenueResponse.json(GateBodies.contracts(listed(data, settledIn("BTC"))));
            default -> VenueResponse.json(404,
                    GateBodies.error("NOT_FOUND", "This simulation has no " + request.path()));
        };
    }

    private static Predicate<Market> settledIn(String currency) {
        return market -> currency.equals(market.settle());
    }

    @Override
    public VenueResponse rateLimited(RateLimiter.Decision decision) {
        return decision.banned() ? VenueResponse.html(403) : tooManyRequests();
    }

    @Override
    public VenueResponse error(VenueError error, Duration retryAfter, Instant now) {
        return switch (error) {
            case TOO_MANY_REQUESTS -> tooManyRequests();
            case BAN, FIREWALL -> VenueResponse.html(403);
            case SERVER_ERROR -> VenueResponse.json(500, GateBodies.error("INTERNAL", "Internal server error"));
            case MAINTENANCE ->
                VenueResponse.json(503, GateBodies.error("SERVER_ERROR", "The system is under maintenance"));
        };
    }

    private static VenueResponse tooManyRequests() {
        return VenueResponse.json(429, GateBodies.error("TOO_MANY_REQUESTS", "Request Rate limit Exceeded"));
    }

    @Override
    public VenueResponse withUsageHeaders(VenueResponse response, List<RateLimiter.Decision> decisions) {
        RateLimiter.Decision decision = decisions.getFirst();
        return response.withHeader("X-Gate-RateLimit-Limit", Integer.toString(decision.limit().weight()))
                .withHeader("X-Gate-RateLimit-Requests-Remain", Integer.toString(decision.remaining()));
    }
}
