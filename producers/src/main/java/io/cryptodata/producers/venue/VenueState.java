package io.cryptodata.producers.venue;

/// Whether a market trades, as its venue reports it.
///
/// @param word the venue's own name of the state, for example `BREAK`
public record VenueState(Meaning meaning, String word) {
    /// What a word means.
    public enum Meaning {
        /// Its candles continue.
        TRADING,
        /// It is listed, but does not trade.
        HALTED,
        /// The venue has not documented the word.
        UNKNOWN
    }
}
