package io.cryptodata.simulator.market;

import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A scheduled event of a market or of a whole venue.
///
/// @param market null if it affects all markets of the venue
/// @param from by the venue's clock
/// @param to when it ends; [Instant#MAX] if never
/// @param detail for people
public record MarketEvent(Kind kind, String exchange, @Nullable Market market, Instant from, Instant to,
        String detail) {

    public enum Kind {
        /// listed for the first time while the simulation runs
        LISTED,
        /// stops trading and is removed from the listing some hours later
        DELISTED,
        /// listed without trading
        HALTED,
        /// not listed for some hours, then listed again under the same name
        RELISTED,
        /// ends, and a market with another name continues in its place
        RENAMED,
        /// no rows for some hours
        OUTAGE,
        /// the venue serves half of every price and volume of the last hours
        HALVED
    }

    @Override
    public String toString() {
        return from + " " + (market == null ? exchange : market.key()) + " " + detail;
    }
}
