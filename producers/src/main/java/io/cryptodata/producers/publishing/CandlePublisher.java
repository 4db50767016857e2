package io.cryptodata.producers.publishing;

/// Publishes pages. Whatever the outcome, readers see all of a page or nothing of it.
@FunctionalInterface
public interface CandlePublisher {
    /// Publishes one page and stores the new ledger, or changes nothing.
    Outcome publish(Publication publication);

    /// The outcome of a publication.
    sealed interface Outcome {
        /// Committed.
        record Published() implements Outcome {}

        /// Nothing of it is visible; the market is polled again from its ledger.
        record NotPublished(String reason) implements Outcome {}
    }
}
