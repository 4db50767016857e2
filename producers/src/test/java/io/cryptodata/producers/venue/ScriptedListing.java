package io.cryptodata.producers.venue;

import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.simulator.venue.Dialect;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.RowFault;
import io.cryptodata.simulator.venue.VenueError;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;

/// A simulated venue of which the listing is read. It says every trouble in its dialect's own words.
public class ScriptedListing implements ListingClientContract.ListedVenue {
    final ScriptedVenue venue;
    private final BiFunction<HttpTransport, URI, ListingClient> client;

    /// @param own how the venue says what its dialect does not say
    /// @param client speaks to the venue that is at an address
    public ScriptedListing(Dialect dialect, Map<ListingClientContract.Trouble, Fault> own,
            BiFunction<HttpTransport, URI, ListingClient> client) {
        this.venue = new ScriptedVenue(dialect, trouble -> own.getOrDefault(trouble, said(trouble)));
        this.client = client;
    }

    @Override
    public ListingClient client(HttpTransport http) {
        return client.apply(http, venue.url());
    }

    @Override
    public String exchange() {
        return venue.exchange();
    }

    @Override
    public void nextListingRequest(ListingClientContract.Trouble trouble) {
        venue.nextListingRequest(trouble);
    }

    @Override
    public void close() {
        venue.close();
    }

    private static Fault said(ListingClientContract.Trouble trouble) {
        return switch (trouble) {
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
