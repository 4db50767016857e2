package io.cryptodata.producers.universe;

import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.venue.Listing;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A market whose candles are fetched.
///
/// @param listing as the venue last listed it
/// @param state LIVE where it trades, otherwise HALTED or DELISTED
/// @param expectedFrom open time of the first hour to fetch; null for the venue's first candle
/// @param rank the order among markets of equal priority, smallest first; null for after all that have one
public record TrackedMarket(Listing listing, MarketState state, @Nullable Instant expectedFrom,
        @Nullable Integer rank) {
    public Market market() {
        return listing.market();
    }

    /// Whether the venue lists it, so that its candles can be requested.
    public boolean isListed() {
        return state != MarketState.DELISTED;
    }

    /// Whether it trades, so that new hours are expected.
    public boolean isActive() {
        return state == MarketState.LIVE;
    }
}
