package io.cryptodata.producers.venue;

import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.simulator.venue.Dialect;
import io.cryptodata.simulator.venue.Fault;

import java.net.URI;
import java.util.Map;
import java.util.function.Function;

/// A simulated venue of which listing and candles are read.
public class ScriptedExchange extends ScriptedListing implements ExchangeClientContract.VenueUnderTest {
    private final String unknownSymbol;
    private final Function<VenueContext, ExchangeClient> client;

    /// @param unknownSymbol the venue's own name of a market that it does not list
    /// @param own the faults that this venue reports otherwise
    public ScriptedExchange(Dialect dialect, String unknownSymbol, Map<ListingClientContract.Problem, Fault> own,
            Function<VenueContext, ExchangeClient> client) {
        super(dialect, own, client);
        this.unknownSymbol = unknownSymbol;
        this.client = client;
    }

    @Override
    public ExchangeClient client(HttpTransport http) {
        return client.apply(context(http, url()));
    }

    public URI url() {
        return venue.url();
    }

    @Override
    public String unknownSymbol() {
        return unknownSymbol;
    }

    @Override
    public void nextCandleRequest(ListingClientContract.Problem problem) {
        venue.nextCandleRequest(problem);
    }
}
