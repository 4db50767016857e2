package io.cryptodata.producers.publishing;

/// Where pages go. Whatever the outcome, nothing of a page is visible without all of it.
@FunctionalInterface
public interface CandlePublisher {
    /// Publishes one page and enters the new ledger, or leaves everything as it was.
    Outcome publish(Publication publication);

    /// What became of a publication.
    sealed interface Outcome {
        /// It is committed.
        record Published() implements Outcome {}

        /// Nothing of it counts; the market is to be looked at again, by what the ledger then says.
        record NotPublished(String reason) implements Outcome {}
    }
}
