package io.cryptodata.producers.venue;

import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.fetch.RequestGate;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.ratelimit.Priority;
import io.cryptodata.domain.market.Market;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A venue's client behind its gate: every request waits for the budget, repeats after transient trouble, and goes nowhere
/// while the venue has asked for silence.
public final class VenueGate {
    private final ExchangeClient client;
    private final RequestGate gate;
    private final int repeats;

    /// @param repeats how often one call repeats a request after transient trouble
    public VenueGate(ExchangeClient client, RequestGate gate, int repeats) {
        this.client = client;
        this.gate = gate;
        this.repeats = repeats;
    }

    /// The venue as work of this priority may ask it. The answers are the client's, after all waiting and repeating.
    public ExchangeClient at(Priority priority) {
        return new Gated(priority);
    }

    public String exchange() {
        return client.exchange();
    }

    /// The way that all requests to the venue take.
    public RequestGate gate() {
        return gate;
    }

    /// The client behind the gate, for one priority.
    private final class Gated implements ExchangeClient {
        private final GatedListing listing;
        private final Priority priority;

        Gated(Priority priority) {
            this.priority = priority;
            this.listing = new GatedListing(client, gate, priority, repeats);
        }

        @Override
        public String exchange() {
            return client.exchange();
        }

        @Override
        public Fetch<ListingPage> listing(String cursor) {
            return listing.listing(cursor);
        }

        @Override
        public Fetch<Instant> serverTime() {
            return listing.serverTime();
        }

        @Override
        public Fetch<CandlePage> hourlyCandles(Listing market, Instant from, int limit) {
            return gate.ask(listing.cost(new Request.HourlyCandles(market.market(), from, limit)), priority, repeats,
                    () -> client.hourlyCandles(market, from, limit));
        }

        @Override
        public Fetch<Optional<Instant>> firstHour(Listing market) {
            return gate.ask(listing.cost(new Request.FirstHour(market.market())), priority, repeats,
                    () -> client.firstHour(market));
        }

        @Override
        public int maxRows(Market market) {
            return client.maxRows(market);
        }

        @Override
        public List<Charge> costOf(Request request) {
            return client.costOf(request);
        }
    }
}
