package io.cryptodata.domain.ledger;

/// What to do next for one market.
public sealed interface Work {
    /// A request is due.
    sealed interface Due extends Work {
        Priority priority();
    }

    /// Find the market's first hour: none is recorded yet.
    record FindFirstHour() implements Due {
        /// One cheap request that everything else of the market depends on: it does not wait for history.
        @Override
        public Priority priority() {
            return Priority.REPAIR;
        }
    }

    /// Fetch the hours from `from` on.
    ///
    /// @param from an epoch hour
    /// @param rows how many rows are enough; a venue's own limit may be lower
    record FetchHours(long from, long rows, Priority priority) implements Due {
        /// The requested hours.
        public HourRange hours() {
            return new HourRange(from, from + rows);
        }

        /// What to request of a venue that serves no hour before `availableFrom`: as many rows, from there on.
        public FetchHours availableFrom(long availableFrom) {
            return from >= availableFrom ? this : new FetchHours(availableFrom, rows, priority);
        }
    }

    /// Nothing is due.
    record Nothing() implements Work {}

    /// Most urgent first.
    enum Priority {
        /// The newest hours of a market that keeps up, and the rechecks that the same request includes
        LIVE,
        /// Rechecks that need a separate request
        RECHECK,
        /// Missing ranges
        REPAIR,
        /// History
        BACKFILL
    }
}
