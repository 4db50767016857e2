package io.cryptodata.domain.ledger;

/// What to do next for one market.
public sealed interface Work {
    /// Something is to be asked.
    sealed interface Due extends Work {
        Priority priority();
    }

    /// Ask the venue where the market begins: nothing is known of it.
    record Begin() implements Due {
        /// One cheap request, and until it is answered nothing can be said of the market: it does not wait for history.
        @Override
        public Priority priority() {
            return Priority.REPAIR;
        }
    }

    /// Ask the venue for the hours from `from` on.
    ///
    /// @param from an epoch hour
    /// @param rows how many rows would do; a venue's own limit may be lower
    record Ask(long from, long rows, Priority priority) implements Due {
        /// The hours that are asked for.
        public HourRange hours() {
            return new HourRange(from, from + rows);
        }
    }

    /// Nothing is due.
    record Nothing() implements Work {}

    /// Most urgent first.
    enum Priority {
        /// The newest hours of a market that keeps up, and the second looks that go along with them
        LIVE,
        /// Second looks that need a request of their own
        LOOK,
        /// Holes
        REPAIR,
        /// History
        BACKFILL
    }
}
