package io.cryptodata.simulator.coingecko;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.cryptodata.simulator.clock.SimulatedClock;
import io.cryptodata.simulator.coingecko.ApiKeyCheck.Limits;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.FaultInjector;
import io.cryptodata.simulator.venue.ListingFault;
import io.cryptodata.simulator.venue.RateLimiter;
import io.cryptodata.simulator.venue.RequestKind;
import io.cryptodata.simulator.venue.ResponseStall;
import io.cryptodata.simulator.venue.RowFault;
import io.cryptodata.simulator.venue.VenueError;
import io.cryptodata.simulator.venue.VenueRequest;
import io.cryptodata.simulator.venue.VenueResponse;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/// The part of CoinGecko's API that snapshots of coins use: `ping` and `coins/markets`, with API keys, rate limits, errors and
/// bans. Counts requests and refusals, for assertions in tests.
public final class SimulatedCoinGecko implements HttpHandler, AutoCloseable {
    /// Path below the simulator's address, for clients without a key or with a Demo key.
    public static final String NAME = "coingecko";
    /// Path for clients with a Pro key.
    public static final String PRO_NAME = "coingecko-pro";
    /// The only valid Demo key.
    public static final String DEMO_KEY = "CG-simulated-demo-key";
    /// The only valid Pro key.
    public static final String PRO_KEY = "CG-simulated-pro-key";

    private static final String PING = "/api/v3/ping";
    private static final String MARKETS = "/api/v3/coins/markets";
    private static final int MAX_PAGE_SIZE = 250;
    private static final int DEFAULT_PAGE_SIZE = 100;

    private final Address address;
    private final CoinRanking ranking;
    private final SimulatedClock clock;
    private final InstantSource wall;
    private final Limits limits;
    private final Map<String, RateLimiter> limiters = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final ResponseStall stall = new ResponseStall();
    private volatile FaultInjector faults = FaultInjector.NONE;
    private volatile IntFunction<Duration> pageShift = page -> Duration.ZERO;

    /// CoinGecko's two addresses.
    public enum Address {
        /// without a key and for Demo keys
        PUBLIC,
        /// for Pro keys
        PRO
    }

    /// @param bases base currencies of the simulated venues, for example `BTC`; each is a coin
    /// @param clock determines prices and ranks
    /// @param wall the clock of rate limits
    public SimulatedCoinGecko(Address address, long seed, Collection<String> bases, SimulatedClock clock,
            InstantSource wall) {
        this(address, new CoinRanking(CoinCatalogue.of(seed, bases)), clock, wall, Limits.DEFAULT);
    }

    SimulatedCoinGecko(Address address, CoinRanking ranking, SimulatedClock clock, InstantSource wall,
            Limits limits) {
        this.address = address;
        this.ranking = ranking;
        this.clock = clock;
        this.wall = wall;
        this.limits = limits;
    }

    /// Replaces the source of faults. Pages of coins are requests of the kind [RequestKind#LISTING].
    public void inject(FaultInjector injector) {
        faults = injector;
    }

    /// Replaces the shift of a page against the current time, by which ranks change between pages.
    public void shiftPages(IntFunction<Duration> shiftOfPage) {
        pageShift = shiftOfPage;
    }

    /// Whether any limit was exceeded.
    public boolean budgetExceeded() {
        return limiters.values().stream().anyMatch(limiter -> limiter.refused() > 0);
    }

    /// Number of requests, including refused ones.
    public long requests() {
        return requests.get();
    }

    @Override
    public void close() {
        stall.close();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            VenueRequest request = VenueRequest.of(exchange);
            requests.incrementAndGet();
            VenueResponse response = switch (ApiKeyCheck.check(address, exchange, request, limits)) {
                case ApiKeyCheck.Rejected(int status, int code, String message) ->
                    VenueResponse.json(status, CoinBodies.status(code, message, clock.now()));
                case ApiKeyCheck.Client client -> limited(client, request);
            };
            if (response != null) {
                response.sendTo(exchange);
            }
        }
    }

    private @Nullable VenueResponse limited(ApiKeyCheck.Client client, VenueRequest request) {
        RateLimiter.Decision decision = limiters
                .computeIfAbsent(client.name(), _ -> new RateLimiter(client.limit(), wall)).tryAcquire(1);
        if (decision.allowed()) {
            return withFault(request);
        }
        Duration retryAfter = Duration.ofSeconds(decision.retryAfterSeconds());
        return error(decision.banned() ? VenueError.BAN : VenueError.TOO_MANY_REQUESTS, retryAfter);
    }

    private @Nullable VenueResponse withFault(VenueRequest request) {
        RequestKind kind = request.path().equals(MARKETS) ? RequestKind.LISTING : RequestKind.OTHER;
        return switch (faults.next(request, kind, clock.now())) {
            case null -> respond(request, null);
            case Fault.Row _,Fault.Times _ -> respond(request, null);
            case Fault.Rows(RowFault fault) -> respond(request, fault);
            case Fault.Listing(ListingFault fault) -> respond(request, switch (fault) {
                case EMPTY -> RowFault.EMPTY;
                case HALF -> RowFault.LAST_MISSING;
            });
            case Fault.Error(VenueError error, Duration retryAfter) -> error(error, retryAfter);
            case Fault.ErrorWithoutRetryAfter(VenueError error) ->
                error(error, Duration.ZERO).withoutHeader("retry-after");
            case Fault.Response(VenueResponse response) -> response;
            case Fault.Truncated() -> respond(request, null).truncated();
            case Fault.Stall(Duration length) -> stall.await(length);
            case Fault.ConnectionReset() -> respond(request, null).aborted();
        };
    }

    private VenueResponse error(VenueError error, Duration retryAfter) {
        return switch (error) {
            case TOO_MANY_REQUESTS -> VenueResponse
                    .json(429, CoinBodies.status(429, "The rate limit is exceeded; larger plans have larger ones.",
                            clock.now()))
                    .withHeader("retry-after", Long.toString(retryAfter.toSeconds()));
            case BAN, FIREWALL -> VenueResponse.html(403);
            case SERVER_ERROR -> VenueResponse.html(502);
            case MAINTENANCE -> VenueResponse.json(503, CoinBodies.error("under maintenance"));
        };
    }

    private VenueResponse respond(VenueRequest request, @Nullable RowFault fault) {
        return switch (request.path()) {
            case PING -> VenueResponse.json(CoinBodies.ping());
            case MARKETS -> markets(request, fault);
            default -> VenueResponse.json(404, CoinBodies.error("Incorrect path " + request.path()
                    + ": this simulation has " + PING + " and " + MARKETS));
        };
    }

    private VenueResponse markets(VenueRequest request, @Nullable RowFault fault) {
        if (!request.text("vs_currency").equals("usd")) {
            boolean missing = !request.has("vs_currency");
            return VenueResponse.json(missing ? 422 : 400,
                    CoinBodies.error(missing ? "Missing parameter vs_currency" : "invalid vs_currency"));
        }
        if (request.has("order") && !request.text("order").equals("market_cap_desc")) {
            return VenueResponse.json(400, CoinBodies.error("this simulation orders by market_cap_desc only"));
        }
        int size = (int) Math.clamp(request.number("per_page", DEFAULT_PAGE_SIZE), 1, MAX_PAGE_SIZE);
        int page = fault == RowFault.RANGE_IGNORED
                ? 1
                : (int) Math.clamp(request.number("page", 1), 1, CoinCatalogue.COINS + 1);
        long slot = SeededCoin.slotOf(clock.now().plus(pageShift.apply(page)));
        List<SeededCoin> ranked = ranking.at(slot);
        int from = Math.min((page - 1) * size, ranked.size());
        List<SeededCoin> coins = ranked.subList(from, Math.min(from + size, ranked.size()));
        return VenueResponse.json(CoinBodies.markets(withFault(coins, fault), from + 1, slot));
    }

    /// Faults of open times do not apply to coins.
    private static List<SeededCoin> withFault(List<SeededCoin> page, @Nullable RowFault fault) {
        return switch (fault) {
            case EMPTY -> List.of();
            case DUPLICATED -> page.stream().flatMap(coin -> Stream.of(coin, coin)).toList();
            case LAST_MISSING -> page.subList(0, Math.max(0, page.size() - 1));
            case OUT_OF_ORDER -> new ArrayList<>(page).reversed();
            case OFF_GRID, MICROSECONDS, FUTURE, RANGE_IGNORED -> page;
            case null -> page;
        };
    }
}
