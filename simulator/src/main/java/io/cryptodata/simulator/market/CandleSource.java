package io.cryptodata.simulator.market;

import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// The market behind a fake venue: what is listed and what traded. The dialect above it decides how that is said.
public interface CandleSource {
    /// All that is listed, in the order in which a venue lists it. The same list as before while nothing has changed.
    ///
    /// @param now the venue's time
    List<ListedMarket> markets(Instant now);

    /// The rows of one market inside a window, by open time, at most one per open time. The hour in progress is the last
    /// row, with what it holds so far.
    ///
    /// @param now the venue's time
    List<SourceRow> rows(Market market, Window window, Instant now);

    /// What somebody who does everything right must have by `now`.
    Expectation expectation(Instant now);

    /// A market as it is listed at present.
    ///
    /// @param tradable whether it trades
    /// @param listedAt since when it has been listed; null where the venue does not say
    /// @param symbol the venue's own name of it where that is not what its dialect makes of the market, because the market
    ///        was renamed; otherwise null
    record ListedMarket(Market market, boolean tradable, @Nullable Instant listedAt, @Nullable String symbol) {
        /// A market that was never renamed, listed since nobody knows when.
        public ListedMarket(Market market, boolean tradable) {
            this(market, tradable, null, null);
        }
    }

    /// One row before any venue has said it in its own way: numbers as text.
    ///
    /// @param openTime milliseconds since 1970-01-01T00Z
    record SourceRow(long openTime, String open, String high, String low, String close, String volume) {
        /// as milliseconds far in the future
        private static final long LAST_MILLISECOND = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

        /// The open time in milliseconds, also where the row came in microseconds by mistake.
        public long openMillis() {
            return openTime > LAST_MILLISECOND ? openTime / 1000 : openTime;
        }

        /// The same row with another open time.
        public SourceRow at(long otherTime) {
            return new SourceRow(otherTime, open, high, low, close, volume);
        }
    }

    /// Which rows are asked for, by open time in milliseconds.
    ///
    /// @param from inclusive
    /// @param to inclusive
    /// @param limit how many at most
    /// @param newest whether the newest ones are kept when there are more, else the oldest ones
    record Window(long from, long to, int limit, boolean newest) {
        public Window {
            if (limit < 1) {
                throw new IllegalArgumentException("limit must be at least 1, but was " + limit);
            }
        }
    }
}
