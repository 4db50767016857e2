package io.cryptodata.simulator.faults;

import io.cryptodata.simulator.market.SeededRandom;
import io.cryptodata.simulator.venue.Dialect;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.FaultInjector;
import io.cryptodata.simulator.venue.ListingFault;
import io.cryptodata.simulator.venue.RequestKind;
import io.cryptodata.simulator.venue.RowDamage;
import io.cryptodata.simulator.venue.RowFault;
import io.cryptodata.simulator.venue.TimeFault;
import io.cryptodata.simulator.venue.VenueError;
import io.cryptodata.simulator.venue.VenueRequest;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The faults of one venue, derived from a seed. The fault of a request depends on its path, its parameters and how often it
/// was repeated, so that the same run meets the same faults. Thread-safe.
///
/// Rows of one market are withheld at most twice in total, so that a client that confirms an hour as empty after three empty
/// pages never confirms an hour that has a row. Of eight requests of a kind, at most one has a wrong clock, so that two
/// consecutive readings never agree on a wrong one.
public final class FaultPlan implements FaultInjector {
    private static final int MIN_REQUESTS_BETWEEN_WRONG_CLOCKS = 7;
    private static final int MIN_RETRY_SECONDS = 2;
    private static final int MAX_RETRY_SECONDS = 4;

    private final String exchange;
    private final FaultRules rules;
    private final SeededRandom random;
    private final Set<FaultKind> kinds;
    private final BoundedCounters requestCounts = new BoundedCounters();
    private final BoundedCounters withheldCounts = new BoundedCounters();
    private final Map<RequestKind, Integer> sinceWrongClock = new EnumMap<>(RequestKind.class);
    private final Map<FaultKind, Long> counts = new EnumMap<>(FaultKind.class);

    public FaultPlan(Dialect dialect, FaultRules rules) {
        this(dialect.exchange(), reportsRetryAfter(dialect, VenueError.BAN),
                reportsRetryAfter(dialect, VenueError.FIREWALL), rules);
    }

    /// @param bans whether the venue bans addresses and sends the time
    /// @param blocks whether the network in front of the venue blocks addresses and sends the time
    public FaultPlan(String exchange, boolean bans, boolean blocks, FaultRules rules) {
        this.exchange = exchange;
        this.rules = rules;
        this.random = new SeededRandom(rules.seed()).branch("faults").branch(exchange);
        this.kinds = EnumSet.noneOf(FaultKind.class);
        kinds.addAll(rules.kinds());
        // without a time, clients stay away so long that the simulation would come to a standstill
        kinds.removeIf(kind -> kind == FaultKind.BAN && !bans || kind == FaultKind.FIREWALL && !blocks);
    }

    private static boolean reportsRetryAfter(Dialect dialect, VenueError error) {
        return !dialect.error(error, Duration.ofSeconds(3), Instant.EPOCH)
                .equals(dialect.error(error, Duration.ofSeconds(300), Instant.EPOCH));
    }

    @Override
    public @Nullable Fault next(VenueRequest request, RequestKind kind, Instant now) {
        if (!now.isBefore(rules.end()) || rules.rate() == 0) {
            return null;
        }
        countRequest(kind);
        SeededRandom ofRequest = random.branch(requestKey(request, false));
        int repetition = requestCounts.increment(ofRequest.seed());
        if (ofRequest.at(repetition) >= rules.rate()) {
            return null;
        }
        FaultKind chosen = chosen(ofRequest.branch(1).at(repetition), kind);
        if (chosen == null || chosen.withholdsRows() && !mayWithhold(request)
                || chosen.isOfClock() && !mayShowWrongClock(kind)) {
            return null;
        }
        count(chosen);
        return fault(chosen, ofRequest.branch(2), repetition);
    }

    private synchronized void countRequest(RequestKind kind) {
        sinceWrongClock.merge(kind, 1, Integer::sum);
    }

    private synchronized boolean mayShowWrongClock(RequestKind kind) {
        boolean may = sinceWrongClock.getOrDefault(kind, 0) > MIN_REQUESTS_BETWEEN_WRONG_CLOCKS;
        if (may) {
            sinceWrongClock.put(kind, 0);
        }
        return may;
    }

    private @Nullable FaultKind chosen(double position, RequestKind requestKind) {
        List<FaultKind> possible = kinds.stream().filter(kind -> kind.meets(requestKind)).toList();
        double left = position * possible.stream().mapToInt(FaultKind::weight).sum();
        for (FaultKind kind : possible) {
            left -= kind.weight();
            if (left < 0) {
                return kind;
            }
        }
        return null;
    }

    private boolean mayWithhold(VenueRequest request) {
        return withheldCounts.increment(random.branch(requestKey(request, true)).seed()) <= rules.withheld();
    }

    /// A canonical form of the request.
    ///
    /// @param ofMarket whether to keep only what identifies the market: everything but numbers, and the same for recent and
    ///        historical candles
    private static String requestKey(VenueRequest request, boolean ofMarket) {
        Map<String, String> parameters = new TreeMap<>(request.parameters());
        parameters.values().removeIf(value -> ofMarket && value.matches("\\d+"));
        return (ofMarket ? request.path().replace("history-", "") : request.path()) + parameters;
    }

    private synchronized void count(FaultKind kind) {
        counts.merge(kind, 1L, Long::sum);
    }

    /// Number of requests per kind of fault so far.
    public synchronized Map<FaultKind, Long> counts() {
        return Collections.unmodifiableMap(new EnumMap<>(counts));
    }

    private Fault fault(FaultKind kind, SeededRandom ofRequest, int repetition) {
        Duration retryAfter = Duration
                .ofSeconds(ofRequest.between(repetition, MIN_RETRY_SECONDS, MAX_RETRY_SECONDS));
        double position = ofRequest.branch(1).at(repetition);
        return switch (kind) {
            case RATE_LIMITED -> new Fault.Error(VenueError.TOO_MANY_REQUESTS, retryAfter);
            case RATE_LIMITED_WITHOUT_RETRY_AFTER -> new Fault.ErrorWithoutRetryAfter(VenueError.TOO_MANY_REQUESTS);
            case BAN -> new Fault.Error(VenueError.BAN, retryAfter);
            case FIREWALL -> new Fault.Error(VenueError.FIREWALL, retryAfter);
            case SERVER_ERROR -> new Fault.Error(VenueError.SERVER_ERROR, retryAfter);
            case GATEWAY_ERROR -> Fault.Response.html(503);
            case MAINTENANCE -> new Fault.Error(VenueError.MAINTENANCE, retryAfter);
            case HTML -> Fault.Response.html(200);
            case TRUNCATED -> new Fault.Truncated();
            case STALL -> new Fault.Stall(rules.stall());
            case CONNECTION_RESET -> new Fault.ConnectionReset();
            case EMPTY -> new Fault.Rows(RowFault.EMPTY);
            case LAST_MISSING -> new Fault.Rows(RowFault.LAST_MISSING);
            case RANGE_IGNORED -> new Fault.Rows(RowFault.RANGE_IGNORED);
            case DUPLICATED -> new Fault.Rows(RowFault.DUPLICATED);
            case OUT_OF_ORDER -> new Fault.Rows(RowFault.OUT_OF_ORDER);
            case OFF_GRID -> new Fault.Rows(RowFault.OFF_GRID);
            case MICROSECONDS -> new Fault.Rows(RowFault.MICROSECONDS);
            case FUTURE -> new Fault.Rows(RowFault.FUTURE);
            case NULL_ROW -> new Fault.Row(RowDamage.NULL_ROW, position);
            case SHORT_ROW -> new Fault.Row(RowDamage.SHORT_ROW, position);
            case NULL_VALUES -> new Fault.Row(RowDamage.NULL_VALUES, position);
            case UNREADABLE_TIME -> new Fault.Row(RowDamage.UNREADABLE_TIME, position);
            case OTHER_TIME_UNIT -> new Fault.Times(TimeFault.OTHER_UNIT);
            case CLOCK_IN_MICROSECONDS -> new Fault.Times(TimeFault.CLOCK_IN_MICROSECONDS);
            case CLOCK_AN_HOUR_AHEAD -> new Fault.Times(TimeFault.CLOCK_AN_HOUR_AHEAD);
            case EMPTY_LISTING -> new Fault.Listing(ListingFault.EMPTY);
            case HALF_LISTING -> new Fault.Listing(ListingFault.HALF);
        };
    }

    /// For people.
    public String describe() {
        return rules.rate() == 0
                ? exchange + ": no faults"
                : "%s: seed %d, %.1f %% of the requests meet one of %d kinds of faults until %s, stalls of %d s, "
                        .formatted(exchange, rules.seed(), rules.rate() * 100, kinds.size(), rules.end(),
                                rules.stall().toSeconds())
                        + (kinds.contains(FaultKind.BAN)
                                ? "bans of 2 to 4 s"
                                : "no bans, because it sends no retry time");
    }
}
