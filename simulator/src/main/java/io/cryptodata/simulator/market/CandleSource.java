package io.cryptodata.simulator.market;

import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// The markets behind a simulated venue: listings and candles, independent of the venue's dialect.
public interface CandleSource {
    /// All listed markets in the order of the listing; an equal list as long as nothing has changed.
    ///
    /// @param now the venue's clock
    List<ListedMarket> markets(Instant now);

    /// The rows of one market inside a window, at most one per open time, oldest first. The hour in progress is the last
    /// row, with its values so far.
    ///
    /// @param now the venue's clock
    List<SourceRow> rows(Market market, Window window, Instant now);

    /// What a correct client must have received by `now`.
    ExpectedCandles expectedCandles(Instant now);

    /// A listed market.
    ///
    /// @param tradable whether it trades
    /// @param listedAt when it was listed; null if the venue does not publish it
    /// @param symbol the venue's symbol, if the market was renamed and keeps the symbol of its old name; otherwise null
    record ListedMarket(Market market, boolean tradable, @Nullable Instant listedAt, @Nullable String symbol) {
        /// A market that was never renamed, without a listing time.
        public ListedMarket(Market market, boolean tradable) {
            this(market, tradable, null, null);
        }
    }

    /// One row, independent of the dialect: numbers as text.
    ///
    /// @param openTime milliseconds since 1970-01-01T00Z
    record SourceRow(long openTime, String open, String high, String low, String close, String volume) {
        /// far in the future in milliseconds; larger values are microseconds
        private static final long MAX_MILLIS = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

        /// The open time in milliseconds, also of a row whose open time is in microseconds by fault.
        public long openMillis() {
            return openTime > MAX_MILLIS ? openTime / 1000 : openTime;
        }

        /// The same row with another open time.
        public SourceRow at(long otherTime) {
            return new SourceRow(otherTime, open, high, low, close, volume);
        }

        /// The volume in the quote currency, approximately; not finite if a value is not a number.
        public double quoteVolume() {
            return RowCheck.parse(volume) * (RowCheck.parse(open) + RowCheck.parse(close)) / 2;
        }
    }

    /// A range of open times in milliseconds.
    ///
    /// @param from inclusive
    /// @param to inclusive
    /// @param limit maximum number of rows
    /// @param newest whether the newest rows are kept when there are more, rather than the oldest
    record Window(long from, long to, int limit, boolean newest) {
        /// every row
        public static final Window ALL = new Window(0, Long.MAX_VALUE / 2, Integer.MAX_VALUE, false);

        public Window {
            if (limit < 1) {
                throw new IllegalArgumentException("limit must be at least 1, but was " + limit);
            }
        }
    }
}
