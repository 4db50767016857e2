package io.cryptodata.domain.ledger;

/// What to do next for one market.
public sealed interface Work {
    /// Ask the venue for the hours from `from` on.
    ///
    /// @param from an epoch hour
    /// @param rows how many rows would do; a venue's own limit may be lower
    record Ask(long from, long rows, Priority priority) implements Work {}

    /// Nothing is due.
    record Nothing() implements Work {}

    /// Most urgent first.
    enum Priority {
        /// The newest hours of a market that keeps up
        LIVE,
        /// Holes
        REPAIR,
        /// History
        BACKFILL
    }
}
