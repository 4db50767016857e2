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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// One fake venue over HTTP: a dialect, the market behind it, a clock, limits and faults. It keeps count, so that a test
/// can say that nobody ever asked for more than was allowed, and what was really served.
public final class SimulatedVenue implements HttpHandler, AutoCloseable {
    private final Dialect dialect;
    private final CandleSource source;
    private final SimulatedClock clock;
    private final InstantSource wall;
    private final Symbols symbols;
    private final Map<Limit, LimitMeter> meters = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Faults faults = Faults.NONE;
    private volatile Consumer<Served> served = rows -> {};

    /// @param clock the venue's own
    /// @param wall what limits are counted by
    /// @throws IllegalArgumentException if two markets would have the same name at the venue
    public SimulatedVenue(Dialect dialect, CandleSource source, SimulatedClock clock, InstantSource wall) {
        this.dialect = dialect;
        this.source = source;
        this.clock = clock;
        this.wall = wall;
        this.symbols = new Symbols(dialect);
        symbols.of(source.markets(clock.now()));
    }

    public String exchange() {
        return dialect.exchange();
    }

    /// What it lists now.
    public List<CandleSource.ListedMarket> markets() {
        return source.markets(clock.now());
    }

    /// Its own clock, which may be wrong.
    public SimulatedClock clock() {
        return clock;
    }

    /// From now on, what goes wrong.
    public void inject(Faults next) {
        faults = next;
    }

    /// From now on, who is told of every page of candles that went out whole and right.
    public void observe(Consumer<Served> observer) {
        served = observer;
    }

    /// Whether anybody has ever asked for more than a limit allows.
    public boolean budgetExceeded() {
        return meters.values().stream().anyMatch(meter -> meter.refused() > 0);
    }

    /// How many requests came although nothing was left, per limit that saw any.
    public Map<Limit, Long> refused() {
        Map<Limit, Long> refused = new ConcurrentHashMap<>();
        meters.forEach((limit, meter) -> {
            if (meter.refused() > 0) {
                refused.put(limit, meter.refused());
            }
        });
        return Map.copyOf(refused);
    }

    /// How many requests have come, refused ones included.
    public long requests() {
        return requests.get();
    }

    /// The most that was used of each limit within one of its periods.
    public Map<Limit, Integer> highest() {
        Map<Limit, Integer> highest = new ConcurrentHashMap<>();
        meters.forEach((limit, meter) -> highest.put(limit, meter.highest()));
        return Map.copyOf(highest);
    }

    @Override
    public void close() {
        closed.countDown();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String context = exchange.getHttpContext().getPath();
            VenueRequest asked = VenueRequest.of(exchange.getRequestURI().getPath().substring(context.length() - 1),
                    exchange.getRequestURI().getRawQuery());
            Moment moment = new Moment(source, symbols, clock.now());
            Reply reply = metered(asked, moment);
            if (reply != null) {
                reply.sendTo(exchange);
                if (reply.status() == 200 && !reply.breaksOff() && moment.served() != null) {
                    served.accept(moment.served());
                }
            }
        }
    }

    private @Nullable Reply metered(VenueRequest asked, Moment moment) {
        requests.incrementAndGet();
        List<LimitMeter.Standing> standings = new ArrayList<>();
        for (Dialect.Use use : dialect.usesOf(asked)) {
            standings.add(meters.computeIfAbsent(use.limit(), limit -> new LimitMeter(limit, wall)).ask(use.weight()));
        }
        Reply reply = standings.stream().filter(standing -> !standing.passes()).findFirst().map(dialect::refused)
                .orElse(null);
        if (reply == null) {
            reply = faulty(asked, moment);
        }
        return reply == null ? null : dialect.withUsage(reply, standings);
    }

    private @Nullable Reply faulty(VenueRequest asked, Moment moment) {
        Fault fault = faults.next(asked, dialect.kindOf(asked), moment.now());
        return switch (fault) {
            case null -> dialect.answer(asked, moment);
            case Fault.Rows(RowTrouble trouble) -> dialect.answer(asked, moment.with(trouble));
            case Fault.Say(Trouble trouble, Duration retryAfter) ->
                dialect.said(trouble, retryAfter, moment.now());
            case Fault.SayWithoutTime(Trouble trouble) ->
                dialect.said(trouble, Duration.ZERO, moment.now()).without("Retry-After");
            case Fault.Listing(ListingTrouble trouble) -> dialect.answer(asked, moment.with(trouble));
            case Fault.Answer(Reply reply) -> reply;
            case Fault.Truncated() -> moment.unheard(dialect.answer(asked, moment).half());
            case Fault.Silence silence -> silent(silence);
            case Fault.Reset() -> dialect.answer(asked, moment).broken();
        };
    }

    private @Nullable Reply silent(Fault.Silence silence) {
        try {
            boolean ended = closed.await(silence.length().toMillis(), TimeUnit.MILLISECONDS);
            return ended ? Reply.json(503, "{}") : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /// A page of candles that went out.
    ///
    /// @param now the venue's clock when the request was there
    /// @param answers whether it answers a question for hours; a page of other rows than the asked ones does not
    public record Served(CandleSource.ListedMarket market, List<CandleSource.SourceRow> rows, Instant now,
            boolean answers) {
        public Served {
            rows = List.copyOf(rows);
        }
    }
}
