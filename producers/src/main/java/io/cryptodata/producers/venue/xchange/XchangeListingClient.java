package io.cryptodata.producers.venue.xchange;

import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.JsonApi;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.ratelimit.RateLimit;
import io.cryptodata.producers.venue.ListingClient;
import io.cryptodata.producers.venue.RequestNames;
import io.cryptodata.producers.venue.VenueContext;
import io.cryptodata.producers.venue.VenueListing;
import org.knowm.xchange.dto.meta.InstrumentMetaData;
import org.knowm.xchange.exceptions.ExchangeUnavailableException;
import org.knowm.xchange.exceptions.FrequencyLimitExceededException;
import org.knowm.xchange.exceptions.RateLimitExceededException;
import org.knowm.xchange.instrument.Instrument;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// The listing of any venue that XChange lists.
///
/// XChange's code runs until its first request, which is sent by our own transport; it runs again with the response until the
/// next request, and so on until it has its instruments. Each request is charged, paced and classified like those of every
/// other client. XChange reads no venue's clock, so that the venue is listed by our own.
final class XchangeListingClient implements ListingClient {
    /// of XChange's code, which waits for no response
    static final Duration LONGEST_RUN = Duration.ofSeconds(30);
    /// of one listing
    static final int MOST_REQUESTS = 50;
    /// XChange does not know the limits of most venues: slower than any of them allows, as a listing is a few requests
    private static final List<Charge> CHARGES = List
            .of(new Charge(new RateLimit("requests", 2, Duration.ofSeconds(1)), 1));

    private final XchangeVenue venue;
    private final URI url;
    private final JsonApi api;
    private final InstantSource clock;
    private final XchangeMarkets markets;
    private final TimeLimit runs;

    XchangeListingClient(XchangeVenue venue, VenueContext context) {
        this(venue, context, LONGEST_RUN);
    }

    /// @param longestRun how long XChange's code may run
    XchangeListingClient(XchangeVenue venue, VenueContext context, Duration longestRun) {
        this.venue = venue;
        this.url = context.urls().main();
        this.api = context.api(new XchangeResponseClassifier());
        this.clock = context.transport().clock();
        this.markets = new XchangeMarkets(venue.exchange());
        this.runs = new TimeLimit("xchange-" + venue.exchange(), longestRun);
    }

    @Override
    public String exchange() {
        return venue.exchange();
    }

    @Override
    public Call<Instant> serverTime() {
        return Call.value(clock.instant());
    }

    @Override
    public Call<VenueListing> listing() {
        return Call.value(List.<String>of()).then(this::listing);
    }

    /// The listing after these responses.
    private Call<VenueListing> listing(List<String> bodies) {
        HandedResponses responses = new HandedResponses(bodies);
        Fetch<VenueListing> result = run(responses, bodies.isEmpty() ? "" : Excerpts.of(bodies.getLast()));
        URI missing = responses.missing();
        if (missing == null) {
            return new Call.Completed<>(result);
        }
        return bodies.size() < MOST_REQUESTS
                ? api.call(RequestNames.LISTING, CHARGES, missing, (_, response) -> response.body())
                        .then(body -> listing(Stream.concat(bodies.stream(), Stream.of(body)).toList()))
                : failed(new Failure.Unavailable("the listing has more than " + MOST_REQUESTS + " parts: " + missing));
    }

    /// @param excerpt of the last response
    private Fetch<VenueListing> run(HandedResponses responses, String excerpt) {
        try {
            Map<Instrument, InstrumentMetaData> instruments = runs.run(
                    () -> responses.run(() -> venue.instruments(url)));
            // several of XChange's classes log that they cannot read a response, and go on without it
            return instruments.isEmpty()
                    ? Fetch.failed(new Failure.Unreadable("XChange reads no market from the responses", excerpt))
                    : new Fetch.Ok<>(markets.listing(instruments));
        } catch (TimeoutException e) {
            return Fetch.failed(new Failure.Unavailable("XChange's code for the listing: " + e.getMessage()));
        } catch (ExecutionException e) {
            return Fetch.failed(failure(Objects.requireNonNullElse(e.getCause(), e), excerpt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Fetch.failed(new Failure.Unavailable("interrupted while listing " + venue.exchange()));
        }
    }

    private static Failure failure(Throwable cause, String excerpt) {
        String reason = Excerpts.of(cause.toString());
        return switch (cause) {
            case RateLimitExceededException _,FrequencyLimitExceededException _ ->
                new Failure.SlowDown(XchangeResponseClassifier.SLOW_DOWN, reason);
            case ExchangeUnavailableException _ -> new Failure.Unavailable(reason);
            case UnsupportedOperationException _ -> new Failure.Rejected(reason);
            default -> new Failure.Unreadable("XChange cannot read the responses: " + reason, excerpt);
        };
    }

    private static <T> Call<T> failed(Failure failure) {
        return new Call.Completed<>(Fetch.failed(failure));
    }
}
