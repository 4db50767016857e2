package io.cryptodata.producers.publishing;

import io.cryptodata.domain.market.Market;

/// Publishes pages. Whatever the outcome, readers see all of a page or nothing of it.
@FunctionalInterface
public interface CandlePublisher {
    /// Publishes one page and stores the new ledger, or changes nothing.
    Outcome publish(Publication publication);

    /// Reads the ledger of a market again if it may have changed on the topic; at most once a minute for its partition.
    default void reread(Market market) {}

    /// The outcome of a publication.
    sealed interface Outcome {
        /// Committed.
        record Published() implements Outcome {}

        /// Nothing of it is visible; the market is polled again from its ledger.
        record NotPublished(String reason) implements Outcome {}
    }
}
