package io.cryptodata.simulator.venue.gate;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.venue.Dialect;
import io.cryptodata.simulator.venue.Limit;
import io.cryptodata.simulator.venue.LimitMeter;
import io.cryptodata.simulator.venue.Reply;
import io.cryptodata.simulator.venue.RequestKind;
import io.cryptodata.simulator.venue.Trouble;
import io.cryptodata.simulator.venue.VenueRequest;
import io.cryptodata.simulator.venue.View;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Gate.io's clock and listings: spot markets, and contracts by what settles them. A contract has the name of the spot
/// market beside it.
///
/// [API](https://www.gate.com/docs/developers/apiv4/en/)
public final class GateDialect implements Dialect {
    /// The venue's id.
    public static final String EXCHANGE = "gate";
    private static final String ROOT = "/api/v4/";
    private static final String TIME = ROOT + "spot/time";
    private static final String SPOT = ROOT + "spot/currency_pairs";
    private static final String USDT = ROOT + "futures/usdt/contracts";
    private static final String BTC = ROOT + "futures/btc/contracts";

    private final int requestsPerEndpoint;

    /// With the limits that Gate.io documents.
    public GateDialect() {
        this(200);
    }

    /// @param requestsPerEndpoint what one address may ask in ten seconds; less than usual to see the limit sooner
    public GateDialect(int requestsPerEndpoint) {
        this.requestsPerEndpoint = requestsPerEndpoint;
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public String symbolOf(ListedMarket listed) {
        String renamed = listed.symbol();
        Market market = listed.market();
        return renamed == null ? market.base() + "_" + market.quote() : renamed;
    }

    @Override
    public RequestKind kindOf(VenueRequest asked) {
        return switch (asked.path()) {
            case TIME -> RequestKind.TIME;
            case SPOT, USDT, BTC -> RequestKind.LISTING;
            default -> RequestKind.OTHER;
        };
    }

    /// Every endpoint has a limit of its own.
    @Override
    public List<Use> usesOf(VenueRequest asked) {
        String endpoint = kindOf(asked) == RequestKind.OTHER ? "others" : asked.path();
        return List.of(new Use(Limit.rolling(endpoint, requestsPerEndpoint, Duration.ofSeconds(10)), 1));
    }

    @Override
    public Reply answer(VenueRequest asked, View view) {
        return switch (asked.path()) {
            case TIME -> Reply.json(GateBodies.time(view.now()));
            case SPOT -> Reply.json(GateBodies.pairs(listed(view, Market::isSpot)));
            case USDT -> Reply.json(GateBodies.contracts(listed(view, settledIn("USDT"))));
            case BTC -> Reply.json(GateBodies.contracts(listed(view, settledIn("BTC"))));
            default -> Reply.json(404, GateBodies.error("NOT_FOUND", "This simulation has no " + asked.path()));
        };
    }

    private static Predicate<Market> settledIn(String currency) {
        return market -> currency.equals(market.settle());
    }

    private Map<String, ListedMarket> listed(View view, Predicate<Market> which) {
        Map<String, ListedMarket> listed = new LinkedHashMap<>();
        view.markets().stream().filter(market -> which.test(market.market()))
                .forEach(market -> listed.put(symbolOf(market), market));
        return listed;
    }

    @Override
    public Reply refused(LimitMeter.Standing standing) {
        return standing.banned() ? Reply.html(403) : tooMany();
    }

    @Override
    public Reply said(Trouble trouble, Duration retryAfter, Instant now) {
        return switch (trouble) {
            case TOO_MANY_REQUESTS -> tooMany();
            case BAN, FIREWALL -> Reply.html(403);
            case SERVER_ERROR -> Reply.json(500, GateBodies.error("INTERNAL", "Internal server error"));
            case MAINTENANCE -> Reply.json(503, GateBodies.error("SERVER_ERROR", "The system is under maintenance"));
        };
    }

    private static Reply tooMany() {
        return Reply.json(429, GateBodies.error("TOO_MANY_REQUESTS", "Request Rate limit Exceeded"));
    }

    @Override
    public Reply withUsage(Reply reply, List<LimitMeter.Standing> standings) {
        LimitMeter.Standing standing = standings.getFirst();
        return reply.with("X-Gate-RateLimit-Limit", Integer.toString(standing.limit().weight())).with(
                "X-Gate-RateLimit-Requests-Remain",
                Integer.toString(Math.max(0, standing.limit().weight() - standing.used())));
    }
}
