package io.cryptodata.producers.universe;

import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.venue.Listing;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A market whose candles are wanted.
///
/// @param listing as the venue last listed it
/// @param standing LIVE where it trades, otherwise HALTED or DELISTED
/// @param expectedFrom open time of the first hour that is wanted; null: from the venue's first candle
/// @param rank whose turn it is among equals, smallest first; null: after all that have one
public record TrackedMarket(Listing listing, MarketState standing, @Nullable Instant expectedFrom,
        @Nullable Integer rank) {
    public Market market() {
        return listing.market();
    }

    /// Whether the venue lists it, so that it can be asked for.
    public boolean isListed() {
        return standing != MarketState.DELISTED;
    }

    /// Whether it trades, so that new hours are to be expected.
    public boolean isActive() {
        return standing == MarketState.LIVE;
    }
}
