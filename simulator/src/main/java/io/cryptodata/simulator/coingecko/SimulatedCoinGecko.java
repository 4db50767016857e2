package io.cryptodata.simulator.coingecko;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.cryptodata.simulator.clock.SimulatedClock;
import io.cryptodata.simulator.coingecko.CoinKeys.Limits;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.Faults;
import io.cryptodata.simulator.venue.LimitMeter;
import io.cryptodata.simulator.venue.ListingTrouble;
import io.cryptodata.simulator.venue.Reply;
import io.cryptodata.simulator.venue.RequestKind;
import io.cryptodata.simulator.venue.RowTrouble;
import io.cryptodata.simulator.venue.Trouble;
import io.cryptodata.simulator.venue.VenueRequest;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/// CoinGecko's API as far as snapshots of coins need it: `ping` and `coins/markets`, with keys, limits, errors and bans.
/// It keeps count, so that a test can say that nobody ever asked for more than was allowed.
public final class SimulatedCoinGecko implements HttpHandler, AutoCloseable {
    /// Its name below the simulator's address, for callers without a key and with a Demo key.
    public static final String NAME = "coingecko";
    /// Its name for callers with a Pro key.
    public static final String PRO_NAME = "coingecko-pro";
    /// The only Demo key it knows.
    public static final String DEMO_KEY = "CG-simulated-demo-key";
    /// The only Pro key it knows.
    public static final String PRO_KEY = "CG-simulated-pro-key";

    private static final String API = "/api/v3/";
    private static final int LARGEST_PAGE = 250;
    private static final int USUAL_PAGE = 100;

    private final Address address;
    private final CoinRanking ranking;
    private final SimulatedClock clock;
    private final InstantSource wall;
    private final Limits limits;
    private final Map<String, LimitMeter> meters = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Faults faults = Faults.NONE;
    private volatile IntFunction<Duration> ahead = page -> Duration.ZERO;

    /// At which of CoinGecko's two addresses it stands.
    public enum Address {
        /// for everybody and for Demo keys
        PUBLIC,
        /// for Pro keys
        PRO
    }

    /// @param bases what the simulated venues trade, for example `BTC`; each is a coin
    /// @param clock by which prices and ranks move
    /// @param wall what limits are counted by
    public SimulatedCoinGecko(Address address, long seed, Collection<String> bases, SimulatedClock clock,
            InstantSource wall) {
        this(address, new CoinRanking(CoinCatalogue.of(seed, bases)), clock, wall, Limits.USUAL);
    }

    SimulatedCoinGecko(Address address, CoinRanking ranking, SimulatedClock clock, InstantSource wall,
            Limits limits) {
        this.address = address;
        this.ranking = ranking;
        this.clock = clock;
        this.wall = wall;
        this.limits = limits;
    }

    /// From now on, what goes wrong; pages of coins are of the kind [RequestKind#LISTING].
    public void inject(Faults next) {
        faults = next;
    }

    /// From now on, how much later than now it is when a page is served, so that ranks change between pages.
    public void shiftPages(IntFunction<Duration> aheadOfPage) {
        ahead = aheadOfPage;
    }

    /// Whether anybody has ever asked for more than a limit allows.
    public boolean budgetExceeded() {
        return meters.values().stream().anyMatch(meter -> meter.refused() > 0);
    }

    /// How many requests have come, refused ones included.
    public long requests() {
        return requests.get();
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
            requests.incrementAndGet();
            Reply reply = switch (CoinKeys.at(address, exchange, asked, limits)) {
                case CoinKeys.Refused(int status, int code, String message) ->
                    Reply.json(status, CoinBodies.status(code, message, clock.now()));
                case CoinKeys.Caller caller -> metered(caller, asked);
            };
            if (reply != null) {
                reply.sendTo(exchange);
            }
        }
    }

    private @Nullable Reply metered(CoinKeys.Caller caller, VenueRequest asked) {
        LimitMeter.Standing standing = meters
                .computeIfAbsent(caller.name(), _ -> new LimitMeter(caller.limit(), wall)).ask(1);
        if (standing.passes()) {
            return faulty(asked);
        }
        Duration rest = Duration.ofSeconds(standing.retryAfterSeconds());
        return said(standing.banned() ? Trouble.BAN : Trouble.TOO_MANY_REQUESTS, rest);
    }

    private @Nullable Reply faulty(VenueRequest asked) {
        RequestKind kind = asked.path().equals(API + "coins/markets") ? RequestKind.LISTING : RequestKind.OTHER;
        return switch (faults.next(asked, kind, clock.now())) {
            case null -> answer(asked, null);
            case Fault.Rows(RowTrouble trouble) -> answer(asked, trouble);
            case Fault.Say(Trouble trouble, Duration retryAfter) -> said(trouble, retryAfter);
            case Fault.SayWithoutTime(Trouble trouble) -> said(trouble, Duration.ZERO).without("retry-after");
            case Fault.Listing(ListingTrouble trouble) -> answer(asked, switch (trouble) {
                case EMPTY -> RowTrouble.EMPTY;
                case HALF -> RowTrouble.LAST_MISSING;
            });
            case Fault.Answer(Reply reply) -> reply;
            case Fault.Truncated() -> answer(asked, null).half();
            case Fault.Silence(Duration length) -> silent(length);
            case Fault.Reset() -> answer(asked, null).broken();
        };
    }

    private Reply said(Trouble trouble, Duration retryAfter) {
        return switch (trouble) {
            case TOO_MANY_REQUESTS -> Reply
                    .json(429, CoinBodies.status(429, "The rate limit is exceeded; larger plans have larger ones.",
                            clock.now()))
                    .with("retry-after", Long.toString(retryAfter.toSeconds()));
            case BAN, FIREWALL -> Reply.html(403);
            case SERVER_ERROR -> Reply.html(502);
            case MAINTENANCE -> Reply.json(503, CoinBodies.error("under maintenance"));
        };
    }

    private Reply answer(VenueRequest asked, @Nullable RowTrouble trouble) {
        return switch (asked.path()) {
            case API + "ping" -> Reply.json(CoinBodies.ping());
            case API + "coins/markets" -> markets(asked, trouble);
            default -> Reply.json(404, CoinBodies.error("Incorrect path; the API is below /api/v3/"));
        };
    }

    private Reply markets(VenueRequest asked, @Nullable RowTrouble trouble) {
        if (!asked.text("vs_currency").equals("usd")) {
            boolean missing = !asked.has("vs_currency");
            return Reply.json(missing ? 422 : 400,
                    CoinBodies.error(missing ? "Missing parameter vs_currency" : "invalid vs_currency"));
        }
        if (asked.has("order") && !asked.text("order").equals("market_cap_desc")) {
            return Reply.json(400, CoinBodies.error("this simulation orders by market_cap_desc only"));
        }
        int size = (int) Math.clamp(asked.number("per_page", USUAL_PAGE), 1, LARGEST_PAGE);
        int page = trouble == RowTrouble.ENDLESS
                ? 1
                : (int) Math.clamp(asked.number("page", 1), 1, CoinCatalogue.COINS + 1);
        Instant when = clock.now().plus(ahead.apply(page));
        List<SeededCoin> ranked = ranking.at(SeededCoin.slotOf(when));
        int from = Math.min((page - 1) * size, ranked.size());
        List<SeededCoin> shown = ranked.subList(from, Math.min(from + size, ranked.size()));
        return Reply.json(CoinBodies.markets(wrong(shown, trouble), from + 1, SeededCoin.slotOf(when)));
    }

    /// What is wrong with the times of candles does not concern coins.
    private static List<SeededCoin> wrong(List<SeededCoin> page, @Nullable RowTrouble trouble) {
        return switch (trouble) {
            case EMPTY -> List.of();
            case DUPLICATED -> page.stream().flatMap(coin -> Stream.of(coin, coin)).toList();
            case LAST_MISSING -> page.subList(0, Math.max(0, page.size() - 1));
            case OUT_OF_ORDER -> new ArrayList<>(page).reversed();
            case OFF_GRID, MICROSECONDS, FUTURE, ENDLESS -> page;
            case null -> page;
        };
    }

    private @Nullable Reply silent(Duration length) {
        try {
            boolean ended = closed.await(length.toMillis(), TimeUnit.MILLISECONDS);
            return ended ? Reply.json(503, "{}") : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
