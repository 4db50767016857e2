package io.cryptodata.producers.venue;

import io.cryptodata.simulator.clock.SimulatedClock;
import io.cryptodata.simulator.venue.Dialect;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.FaultInjector;
import io.cryptodata.simulator.venue.RequestKind;
import io.cryptodata.simulator.venue.SimulatedVenue;
import io.cryptodata.simulator.venue.VenueServer;

import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;

/// A simulated venue with the market of the contract, and a script of faults for the requests for its listing and its
/// candles, one problem per request.
public final class ScriptedVenue implements AutoCloseable {
    private final FaultInjector.Queued listing = new FaultInjector.Queued(RequestKind.LISTING);
    private final FaultInjector.Queued candles = new FaultInjector.Queued(RequestKind.CANDLES);
    private final Function<ListingClientContract.Problem, Fault> faults;
    private final SimulatedVenue venue;
    private final VenueServer venues;

    /// @param faults how the venue reports a problem
    public ScriptedVenue(Dialect dialect, Function<ListingClientContract.Problem, Fault> faults) {
        this.faults = faults;
        this.venue = new SimulatedVenue(dialect, new ThirtyHours(dialect.exchange()),
                SimulatedClock.frozenAt(ListingClientContract.NOW), InstantSource.system());
        this.venues = new VenueServer(0, Map.of(dialect.exchange(), venue));
        venue.inject((request, kind, now) -> {
            Fault fault = listing.next(request, kind, now);
            return fault == null ? candles.next(request, kind, now) : fault;
        });
    }

    public String exchange() {
        return venue.exchange();
    }

    public URI url() {
        return venues.url(venue.exchange());
    }

    public SimulatedVenue simulated() {
        return venue;
    }

    public void nextListingRequest(ListingClientContract.Problem problem) {
        listing.add(faults.apply(problem));
    }

    public void nextCandleRequest(ListingClientContract.Problem problem) {
        candles.add(faults.apply(problem));
    }

    @Override
    public void close() {
        venue.close();
        venues.close();
    }
}
