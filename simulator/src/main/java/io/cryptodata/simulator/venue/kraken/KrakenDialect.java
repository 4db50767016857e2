package io.cryptodata.simulator.venue.kraken;

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

/// The clock and the listing of Kraken's spot markets. Contracts belong to another venue, Kraken Futures. Errors have
/// status 200.
///
/// [API](https://docs.kraken.com/api/docs/rest-api/get-tradable-asset-pairs)
public final class KrakenDialect implements Dialect {
    public static final String EXCHANGE = "kraken";
    private static final String ROOT = "/0/public/";
    private static final String TIME = ROOT + "Time";
    private static final String PAIRS = ROOT + "AssetPairs";

    private final RateLimit requests;

    /// With the documented limit.
    public KrakenDialect() {
        this(1);
    }

    /// @param requestsPerSecond per address
    public KrakenDialect(int requestsPerSecond) {
        this.requests = RateLimit.rolling("public requests", requestsPerSecond, Duration.ofSeconds(1)).withBan(10,
                Duration.ofMinutes(15));
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public VenueTraits traits() {
        return VenueTraits.DEFAULT.quotingInDollars();
    }

    @Override
    public String symbolOf(Market market) {
        return KrakenNames.idOf(market);
    }

    @Override
    public RequestKind kindOf(VenueRequest request) {
        return switch (request.path()) {
            case TIME -> RequestKind.TIME;
            case PAIRS -> RequestKind.LISTING;
            default -> RequestKind.OTHER;
        };
    }

    @Override
    public List<Charge> chargesOf(VenueRequest request) {
        return List.of(new Charge(requests, 1));
    }

    @Override
    public VenueResponse respond(VenueRequest request, MarketData data) {
        return switch (request.path()) {
            case TIME -> VenueResponse.json(KrakenBodies.time(data.now()));
            case PAIRS -> VenueResponse.json(KrakenBodies.pairs(listed(data, Market::isSpot)));
            default -> VenueResponse.json(KrakenBodies.error("EGeneral:Unknown method"));
        };
    }

    @Override
    public VenueResponse rateLimited(RateLimiter.Decision decision) {
        return VenueResponse.json(KrakenBodies.error(
                decision.banned() ? "EGeneral:Temporary lockout" : "EGeneral:Too many requests"));
    }

    @Override
    public VenueResponse error(VenueError error, Duration retryAfter, Instant now) {
        return switch (error) {
            case TOO_MANY_REQUESTS -> VenueResponse.json(KrakenBodies.error("EGeneral:Too many requests"));
            case BAN -> VenueResponse.json(KrakenBodies.error("EGeneral:Temporary lockout"));
            case FIREWALL -> VenueResponse.html(403);
            case SERVER_ERROR -> VenueResponse.html(520);
            case MAINTENANCE -> VenueResponse.json(KrakenBodies.error("EService:Unavailable"));
        };
    }
}
