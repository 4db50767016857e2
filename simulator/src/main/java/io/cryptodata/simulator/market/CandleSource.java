package io.cryptodata.simulator.market;

import io.cryptodata.domain.market.Market;

import java.time.Instant;
import java.util.List;

/// The market behind a fake venue: what is listed and what traded. The dialect above it decides how that is said.
public interface CandleSource {
    /// All that is listed, in the order in which a venue lists it.
    List<ListedMarket> markets();

    /// The rows of one market inside a window, by open time, at most one per open time. The hour in progress is the last
    /// row, with what it holds so far.
    ///
    /// @param now the venue's time
    List<SourceRow> rows(Market market, Window window, Instant now);

    /// What somebody who does everything right must have by `now`.
    Expectation expectation(Instant now);

    /// A market and whether it trades at present.
    record ListedMarket(Market market, boolean tradable) {}

    /// One row before any venue has said it in its own way: numbers as text.
    ///
    /// @param openTime milliseconds since 1970-01-01T00Z
    record SourceRow(long openTime, String open, String high, String low, String close, String volume) {}

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
