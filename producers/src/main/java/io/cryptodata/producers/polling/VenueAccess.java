package io.cryptodata.producers.polling;

import io.cryptodata.domain.ledger.Work;
import io.cryptodata.producers.clock.GuardedClock;
import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.fetch.CallRunner;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.ratelimit.Priority;
import io.cryptodata.producers.venue.ExchangeClient;

import java.time.Instant;

/// A venue's client, the runner of its calls, and its clock.
public record VenueAccess(ExchangeClient client, CallRunner calls, GuardedClock clock) {
    /// Reads the venue's clock; a failure also if the reading is not believed.
    Fetch<Instant> venueTime(Work.Priority priority) {
        return clock.read(() -> fetch(client.serverTime(), priority));
    }

    /// Runs a call for work of this priority.
    <T> Fetch<T> fetch(Call<T> call, Work.Priority priority) {
        return calls.run(call, switch (priority) {
            case LIVE -> Priority.LIVE;
            case RECHECK, REPAIR -> Priority.REPAIR;
            case BACKFILL -> Priority.BACKFILL;
        });
    }
}
