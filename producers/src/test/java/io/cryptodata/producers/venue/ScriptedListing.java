package io.cryptodata.producers.venue;

import io.cryptodata.domain.clock.ClockRules;
import io.cryptodata.producers.clock.GuardedClock;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.ratelimit.RequestBudget;
import io.cryptodata.producers.ratelimit.Share;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.simulator.venue.Dialect;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.RowFault;
import io.cryptodata.simulator.venue.VenueError;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/// A simulated venue of which the listing is read. Its errors are those of its dialect.
public class ScriptedListing implements ListingClientContract.ListedVenue {
    final ScriptedVenue venue;
    private final Function<VenueContext, ? extends ListingClient> client;

    /// @param own the faults that this venue reports otherwise
    public ScriptedListing(Dialect dialect, Map<ListingClientContract.Problem, Fault> own,
            Function<VenueContext, ? extends ListingClient> client) {
        this.venue = new ScriptedVenue(dialect, problem -> own.getOrDefault(problem, faultOf(problem)));
        this.client = client;
    }

    /// A context for a client of a venue at this address.
    public static VenueContext context(HttpTransport transport, URI url) {
        return context(transport, url, WallTime.real());
    }

    /// The same, with a clock of our own that the test sets.
    public static VenueContext context(HttpTransport transport, URI url, WallTime time) {
        return new VenueContext(transport, BaseUrls.at(url), new RequestBudget(Share.WHOLE, time), clock(time));
    }

    /// A venue's clock that may be two minutes ahead of ours.
    public static GuardedClock clock(WallTime time) {
        return new GuardedClock(time, ClockRules.within(Duration.ofMinutes(2)));
    }

    @Override
    public ListingClient client(HttpTransport http) {
        return client.apply(context(http, venue.url()));
    }

    @Override
    public String exchange() {
        return venue.exchange();
    }

    @Override
    public long requests() {
        return venue.simulated().requests();
    }

    @Override
    public void nextListingRequest(ListingClientContract.Problem problem) {
        venue.nextListingRequest(problem);
    }

    @Override
    public void close() {
        venue.close();
    }

    private static Fault faultOf(ListingClientContract.Problem problem) {
        return switch (problem) {
            case TOO_MANY_REQUESTS -> new Fault.Error(VenueError.TOO_MANY_REQUESTS, Duration.ofSeconds(7));
            case TOO_MANY_REQUESTS_WITHOUT_A_TIME -> Fault.Response.html(429);
            case BAN -> new Fault.Error(VenueError.BAN, Duration.ofSeconds(180));
            case FIREWALL -> new Fault.Error(VenueError.FIREWALL, Duration.ofSeconds(60));
            case SERVER_ERROR -> new Fault.Error(VenueError.SERVER_ERROR, Duration.ZERO);
            case MAINTENANCE -> new Fault.Error(VenueError.MAINTENANCE, Duration.ZERO);
            case HTML_WITH_STATUS_200 -> Fault.Response.html(200);
            case TRUNCATED -> new Fault.Truncated();
            case ANOTHER_SCHEMA -> Fault.Response.json(200, "{\"rows\":[]}");
            case EMPTY_PAGE -> new Fault.Rows(RowFault.EMPTY);
            case SILENCE -> new Fault.Stall(Duration.ofSeconds(60));
            case RESET -> new Fault.ConnectionReset();
        };
    }
}
