package io.cryptodata.producers.venue;

import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.simulator.venue.Dialect;
import io.cryptodata.simulator.venue.Fault;

import java.net.URI;
import java.util.Map;
import java.util.function.BiFunction;

/// A simulated venue of which listing and candles are read.
public class ScriptedExchange extends ScriptedListing implements ExchangeClientContract.VenueUnderTest {
    private final String unknownSymbol;
    private final BiFunction<HttpTransport, URI, ExchangeClient> client;

    /// @param unknownSymbol the venue's own name of a market that it does not list
    /// @param own how the venue says what its dialect does not say
    /// @param client speaks to the venue that is at an address
    public ScriptedExchange(Dialect dialect, String unknownSymbol, Map<ListingClientContract.Trouble, Fault> own,
            BiFunction<HttpTransport, URI, ExchangeClient> client) {
        super(dialect, own, client::apply);
        this.unknownSymbol = unknownSymbol;
        this.client = client;
    }

    @Override
    public ExchangeClient client(HttpTransport http) {
        return client.apply(http, url());
    }

    public URI url() {
        return venue.url();
    }

    @Override
    public String unknownSymbol() {
        return unknownSymbol;
    }

    @Override
    public void nextCandleRequest(ListingClientContract.Trouble trouble) {
        venue.nextCandleRequest(trouble);
    }
}
