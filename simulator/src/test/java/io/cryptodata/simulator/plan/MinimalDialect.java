package io.cryptodata.simulator.plan;

import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.venue.Dialect;
import io.cryptodata.simulator.venue.LimitMeter;
import io.cryptodata.simulator.venue.Reply;
import io.cryptodata.simulator.venue.RequestKind;
import io.cryptodata.simulator.venue.Trouble;
import io.cryptodata.simulator.venue.VenueRequest;
import io.cryptodata.simulator.venue.View;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A venue that never says how long anybody has to stay away.
final class MinimalDialect implements Dialect {
    @Override
    public String exchange() {
        return "taciturn";
    }

    @Override
    public String symbolOf(ListedMarket market) {
        return market.market().asset();
    }

    @Override
    public RequestKind kindOf(VenueRequest asked) {
        return RequestKind.CANDLES;
    }

    @Override
    public List<Use> usesOf(VenueRequest asked) {
        return List.of();
    }

    @Override
    public Reply answer(VenueRequest asked, View view) {
        return Reply.json("[]");
    }

    @Override
    public Reply refused(LimitMeter.Standing standing) {
        return Reply.json(429, "no");
    }

    @Override
    public Reply said(Trouble trouble, Duration retryAfter, Instant now) {
        return Reply.json(403, "no");
    }
}
