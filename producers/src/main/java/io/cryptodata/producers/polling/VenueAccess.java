package io.cryptodata.producers.polling;

import io.cryptodata.domain.ledger.Work;
import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.fetch.CallRunner;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.ratelimit.Priority;
import io.cryptodata.producers.venue.ExchangeClient;

/// A venue's client, and the runner of its calls.
public record VenueAccess(ExchangeClient client, CallRunner calls) {
    /// Runs a call for work of this priority.
    <T> Fetch<T> fetch(Call<T> call, Work.Priority priority) {
        return calls.run(call, switch (priority) {
            case LIVE -> Priority.LIVE;
            case RECHECK, REPAIR -> Priority.REPAIR;
            case BACKFILL -> Priority.BACKFILL;
        });
    }
}
