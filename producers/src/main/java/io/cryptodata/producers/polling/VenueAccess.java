package io.cryptodata.producers.polling;

import io.cryptodata.domain.ledger.Work;
import io.cryptodata.producers.venue.ExchangeClient;

/// A venue as work of some urgency may ask it. Budgets and repeats are behind it.
@FunctionalInterface
public interface VenueAccess {
    /// The client for work of this priority.
    ExchangeClient at(Work.Priority priority);
}
