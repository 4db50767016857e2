package io.cryptodata.simulator.venue;

import io.cryptodata.simulator.market.CandleSource.ListedMarket;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How one venue speaks: its paths, its names, its bodies, its limits and its words for trouble. It keeps nothing and
/// decides nothing; [SimulatedVenue] does.
public interface Dialect {
    /// The venue's id, for example `binance`.
    String exchange();

    /// The venue's own name of a market, unique among its spot markets and among its contracts.
    String symbolOf(ListedMarket market);

    /// What a path asks for; [RequestKind#OTHER] for a path that the venue does not have.
    RequestKind kindOf(VenueRequest asked);

    /// What a request counts against; empty where it is free.
    List<Use> usesOf(VenueRequest asked);

    /// What the venue answers when nothing goes wrong, errors for wrong questions included.
    Reply answer(VenueRequest asked, View view);

    /// What the venue says to a request beyond a limit, and to one of a banned address.
    Reply refused(LimitMeter.Standing standing);

    /// The venue's words for a trouble.
    ///
    /// @param retryAfter how long it wants to be left alone; said only where the venue says such a thing
    Reply said(Trouble trouble, Duration retryAfter, Instant now);

    /// An answer with what the venue tells of the limits in its headers.
    default Reply withUsage(Reply reply, List<LimitMeter.Standing> standings) {
        return reply;
    }

    /// A part of a limit that a request uses.
    record Use(Limit limit, int weight) {}
}
