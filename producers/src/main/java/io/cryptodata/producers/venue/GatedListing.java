package io.cryptodata.producers.venue;

import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.fetch.RequestGate;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.ratelimit.Priority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The listing half of a venue behind its gate.
///
/// @param repeats how often one call repeats a request after transient trouble
public record GatedListing(ListingClient client, RequestGate gate, Priority priority,
        int repeats) implements ListingClient {
    /// no venue needs as many parts; one that keeps naming a next one would be asked for ever
    private static final int MOST_PAGES = 100;

    @Override
    public String exchange() {
        return client.exchange();
    }

    @Override
    public Fetch<ListingPage> listing(String cursor) {
        return gate.ask(cost(new Request.ListingPage(cursor)), priority, repeats, () -> client.listing(cursor));
    }

    @Override
    public Fetch<Instant> serverTime() {
        return gate.ask(cost(new Request.ServerTime()), priority, repeats, client::serverTime);
    }

    @Override
    public List<Charge> costOf(Request request) {
        return client.costOf(request);
    }

    RequestGate.Cost cost(Request request) {
        return new RequestGate.Cost(request.kind(), client.costOf(request));
    }

    /// All parts of a venue's listing, or what kept one of them from coming: half a listing is none.
    public static Fetch<List<Listing>> whole(ListingClient client) {
        List<Listing> all = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            switch (client.listing(cursor)) {
                case Fetch.Ok<ListingPage>(ListingPage part) -> {
                    all.addAll(part.listings());
                    cursor = part.next();
                }
                case Fetch.SlowDown<ListingPage> no -> {
                    return new Fetch.SlowDown<>(no.retryAfter(), no.reason());
                }
                case Fetch.Banned<ListingPage> no -> {
                    return new Fetch.Banned<>(no.retryAfter(), no.reason());
                }
                case Fetch.Unavailable<ListingPage> no -> {
                    return new Fetch.Unavailable<>(no.reason());
                }
                case Fetch.Rejected<ListingPage> no -> {
                    return new Fetch.Rejected<>(no.reason());
                }
                case Fetch.Unreadable<ListingPage> no -> {
                    return new Fetch.Unreadable<>(no.reason(), no.excerpt());
                }
            }
            if (cursor.isEmpty()) {
                return new Fetch.Ok<>(List.copyOf(all));
            }
        }
        return new Fetch.Unreadable<>(client.exchange() + " names a next part of its listing after " + MOST_PAGES
                + " parts", "cursor " + Excerpts.of(cursor));
    }
}
