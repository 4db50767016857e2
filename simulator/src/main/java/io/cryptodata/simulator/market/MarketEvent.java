package io.cryptodata.simulator.market;

import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Something that happens to a market, or to all of a venue, by the script.
///
/// @param market null where it happens to all markets of the venue
/// @param from by the venue's clock
/// @param to when it is over; [Instant#MAX] if never
/// @param detail for people
public record MarketEvent(Kind kind, String exchange, @Nullable Market market, Instant from, Instant to,
        String detail) {

    /// What can happen.
    public enum Kind {
        /// appears in the middle
        LISTED,
        /// trades no longer, and soon is listed no longer
        DELISTED,
        /// is listed and does not trade
        HALTED,
        /// is not listed for some hours, then again under the same name
        RELISTED,
        /// ends, and a market of another name goes on in its place
        RENAMED,
        /// has no rows for some hours
        OUTAGE,
        /// the venue serves half of every price and volume of the last hours
        HALVED
    }

    @Override
    public String toString() {
        return from + " " + (market == null ? exchange : market.key()) + " " + detail;
    }
}
