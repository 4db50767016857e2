package io.cryptodata.simulator.venue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.cryptodata.simulator.clock.SimulatedClock;
import io.cryptodata.simulator.market.CandleSource;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// One simulated venue over HTTP: a dialect, the markets behind it, a clock, rate limits and faults. Counts requests and
/// refusals and reports served candles, for assertions in tests. Thread-safe.
public final class SimulatedVenue implements HttpHandler, AutoCloseable {
    private final Dialect dialect;
    private final CandleSource source;
    private final SimulatedClock clock;
    private final InstantSource wall;
    private final SymbolIndex symbols;
    private final Map<RateLimit, RateLimiter> limiters = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final ResponseStall stall = new ResponseStall();
    private volatile FaultInjector faults = FaultInjector.NONE;
    private volatile MarketFaults marketFaults = MarketFaults.NONE;
    private volatile Consumer<ServedPage> served = page -> {};

    /// @param clock the venue's clock
    /// @param wall the clock of rate limits
    /// @throws IllegalArgumentException if two markets have the same symbol
    public SimulatedVenue(Dialect dialect, CandleSource source, SimulatedClock clock, InstantSource wall) {
        this.dialect = dialect;
        this.source = source;
        this.clock = clock;
        this.wall = wall;
        this.symbols = new SymbolIndex(dialect);
        symbols.of(source.markets(clock.now()));
    }

    public String exchange() {
        return dialect.exchange();
    }

    /// The markets listed now.
    public List<CandleSource.ListedMarket> markets() {
        return source.markets(clock.now());
    }

    /// The venue's clock, which may be skewed.
    public SimulatedClock clock() {
        return clock;
    }

    /// Replaces the source of faults.
    public void inject(FaultInjector injector) {
        faults = injector;
    }

    /// Replaces the faults of markets.
    public void inject(MarketFaults others) {
        marketFaults = others;
    }

    /// Replaces the receiver of every page of candles that was sent completely with status 200.
    public void observe(Consumer<ServedPage> observer) {
        served = observer;
    }

    /// Whether any limit was exceeded.
    public boolean budgetExceeded() {
        return limiters.values().stream().anyMatch(limiter -> limiter.refused() > 0);
    }

    /// Number of refused requests per exceeded limit.
    public Map<RateLimit, Long> refused() {
        Map<RateLimit, Long> refused = new ConcurrentHashMap<>();
        limiters.forEach((limit, limiter) -> {
            if (limiter.refused() > 0) {
                refused.put(limit, limiter.refused());
            }
        });
        return Map.copyOf(refused);
    }

    /// Number of requests, including refused ones.
    public long requests() {
        return requests.get();
    }

    /// The time by the venue's clock.
    public Instant now() {
        return clock.now();
    }

    /// Highest usage of each limit within one period.
    public Map<RateLimit, Integer> highest() {
        Map<RateLimit, Integer> highest = new ConcurrentHashMap<>();
        limiters.forEach((limit, limiter) -> highest.put(limit, limiter.highest()));
        return Map.copyOf(highest);
    }

    @Override
    public void close() {
        stall.close();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            RequestContext context = new RequestContext(source, symbols, clock.now(), marketFaults);
            VenueResponse response = limited(VenueRequest.of(exchange), context);
            if (response != null) {
                response.sendTo(exchange);
                ServedPage page = context.served();
                if (response.status() == 200 && !response.aborts() && page != null) {
                    served.accept(page);
                }
            }
        }
    }

    private @Nullable VenueResponse limited(VenueRequest request, RequestContext context) {
        requests.incrementAndGet();
        List<RateLimiter.Decision> decisions = new ArrayList<>();
        for (Dialect.Charge charge : dialect.chargesOf(request)) {
            decisions.add(limiters.computeIfAbsent(charge.limit(), limit -> new RateLimiter(limit, wall))
                    .tryAcquire(charge.weight()));
        }
        VenueResponse response = decisions.stream().filter(decision -> !decision.allowed()).findFirst()
                .map(dialect::rateLimited).orElse(null);
        if (response == null) {
            response = withFault(request, context);
        }
        return response == null ? null : dialect.withUsageHeaders(context.finish(response), decisions);
    }

    private @Nullable VenueResponse withFault(VenueRequest request, RequestContext context) {
        return switch (faults.next(request, dialect.kindOf(request), context.now())) {
            case null -> dialect.respond(request, context);
            case Fault.Rows(RowFault fault) -> dialect.respond(request, context.with(fault));
            case Fault.Row row -> dialect.respond(request, context.with(row));
            case Fault.Times(TimeFault fault) -> {
                VenueResponse response = dialect.respond(request, context);
                yield response.withBody(fault.applyTo(response.body(), context.now()));
            }
            case Fault.Listing(ListingFault fault) -> dialect.respond(request, context.with(fault));
            case Fault.Error(VenueError error, Duration retryAfter) ->
                dialect.error(error, retryAfter, context.now());
            case Fault.ErrorWithoutRetryAfter(VenueError error) ->
                dialect.error(error, Duration.ZERO, context.now()).withoutHeader("Retry-After");
            case Fault.Response(VenueResponse response) -> response;
            case Fault.Truncated() -> context.unreadable(dialect.respond(request, context).truncated());
            case Fault.Stall(Duration length) -> stall.await(length);
            case Fault.ConnectionReset() -> dialect.respond(request, context).aborted();
        };
    }
}
