package io.cryptodata.simulator.faults;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.venue.Dialect;
import io.cryptodata.simulator.venue.MarketData;
import io.cryptodata.simulator.venue.RateLimiter;
import io.cryptodata.simulator.venue.RequestKind;
import io.cryptodata.simulator.venue.VenueError;
import io.cryptodata.simulator.venue.VenueRequest;
import io.cryptodata.simulator.venue.VenueResponse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A venue that never sends a retry time.
final class DialectWithoutRetryAfter implements Dialect {
    @Override
    public String exchange() {
        return "without-retry-after";
    }

    @Override
    public String symbolOf(Market market) {
        return market.asset();
    }

    @Override
    public RequestKind kindOf(VenueRequest request) {
        return RequestKind.CANDLES;
    }

    @Override
    public List<Charge> chargesOf(VenueRequest request) {
        return List.of();
    }

    @Override
    public VenueResponse respond(VenueRequest request, MarketData data) {
        return VenueResponse.json("[]");
    }

    @Override
    public VenueResponse rateLimited(RateLimiter.Decision decision) {
        return VenueResponse.json(429, "no");
    }

    @Override
    public VenueResponse error(VenueError error, Duration retryAfter, Instant now) {
        return VenueResponse.json(403, "no");
    }
}
