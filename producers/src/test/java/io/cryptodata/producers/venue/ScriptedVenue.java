package io.cryptodata.producers.venue;

import io.cryptodata.simulator.venue.VenueServer;
import io.cryptodata.simulator.clock.SimulatedClock;
import io.cryptodata.simulator.venue.Dialect;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.FaultInjector;
import io.cryptodata.simulator.venue.RequestKind;
import io.cryptodata.simulator.venue.SimulatedVenue;

import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;

/// A simulated venue with the market of the contract behind it, and a script of what goes wrong with its listing and its
/// candles, one trouble per request.
public final class ScriptedVenue implements AutoCloseable {
    private final FaultInjector.Queued listing = new FaultInjector.Queued(RequestKind.LISTING);
    private final FaultInjector.Queued candles = new FaultInjector.Queued(RequestKind.CANDLES);
    private final Function<ListingClientContract.Trouble, Fault> words;
    private final SimulatedVenue venue;
    private final VenueServer venues;

    /// @param words how the venue says a trouble
    public ScriptedVenue(Dialect dialect, Function<ListingClientContract.Trouble, Fault> words) {
        this.words = words;
        this.venue = new SimulatedVenue(dialect, new ThirtyHours(dialect.exchange()),
                SimulatedClock.frozenAt(ListingClientContract.NOW), InstantSource.system());
        this.venues = new VenueServer(0, Map.of(dialect.exchange(), venue));
        venue.inject((asked, kind, now) -> {
            Fault fault = listing.next(asked, kind, now);
            return fault == null ? candles.next(asked, kind, now) : fault;
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

    public void nextListingRequest(ListingClientContract.Trouble trouble) {
        listing.add(words.apply(trouble));
    }

    public void nextCandleRequest(ListingClientContract.Trouble trouble) {
        candles.add(words.apply(trouble));
    }

    @Override
    public void close() {
        venue.close();
        venues.close();
    }
}
