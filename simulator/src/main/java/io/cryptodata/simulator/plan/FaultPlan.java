package io.cryptodata.simulator.plan;

import io.cryptodata.simulator.market.Noise;
import io.cryptodata.simulator.venue.Dialect;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.Faults;
import io.cryptodata.simulator.venue.ListingTrouble;
import io.cryptodata.simulator.venue.RequestKind;
import io.cryptodata.simulator.venue.RowTrouble;
import io.cryptodata.simulator.venue.Trouble;
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

/// What goes wrong at one venue, drawn from a seed. What a request meets follows from the question (path and parameters) and
/// from how many times it has been asked, so that the same run meets the same trouble. Safe for many threads.
///
/// Rows of one market are withheld at most twice in all: who takes an hour as empty after three empty answers never takes
/// one as empty that has a row.
public final class FaultPlan implements Faults {
    private static final int MOST_WITHHELD = 2;
    private static final int SECONDS_AWAY_LEAST = 2;
    private static final int SECONDS_AWAY_MOST = 4;

    private final String exchange;
    private final FaultRules rules;
    private final Noise noise;
    private final Set<FaultKind> kinds;
    private final Counts asked = new Counts();
    private final Counts withheld = new Counts();
    private final Map<FaultKind, Long> happened = new EnumMap<>(FaultKind.class);

    public FaultPlan(Dialect dialect, FaultRules rules) {
        this(dialect.exchange(), saysHowLong(dialect, Trouble.BAN), saysHowLong(dialect, Trouble.FIREWALL), rules);
    }

    /// @param bans whether it bans and says for how long
    /// @param blocks whether the network in front of it blocks and says for how long
    public FaultPlan(String exchange, boolean bans, boolean blocks, FaultRules rules) {
        this.exchange = exchange;
        this.rules = rules;
        this.noise = new Noise(rules.seed()).branch("faults").branch(exchange);
        this.kinds = EnumSet.allOf(FaultKind.class);
        // who is shut out without a word for how long stays away for long: a rehearsal would come to a standstill
        kinds.removeIf(kind -> kind == FaultKind.BAN && !bans || kind == FaultKind.FIREWALL && !blocks);
    }

    private static boolean saysHowLong(Dialect dialect, Trouble trouble) {
        return !dialect.said(trouble, Duration.ofSeconds(3), Instant.EPOCH)
                .equals(dialect.said(trouble, Duration.ofSeconds(300), Instant.EPOCH));
    }

    @Override
    public @Nullable Fault next(VenueRequest question, RequestKind kind, Instant now) {
        if (!now.isBefore(rules.calmFrom()) || rules.rate() == 0) {
            return null;
        }
        Noise own = noise.branch(wording(question, false));
        int times = asked.increment(own.seed());
        if (own.at(times) >= rules.rate()) {
            return null;
        }
        FaultKind chosen = chosen(own.branch(1).at(times), kind);
        if (chosen == null || chosen.withholdsRows() && !mayWithhold(question)) {
            return null;
        }
        count(chosen);
        return fault(chosen, Duration.ofSeconds(own.branch(2).between(times, SECONDS_AWAY_LEAST, SECONDS_AWAY_MOST)));
    }

    private @Nullable FaultKind chosen(double place, RequestKind asksFor) {
        List<FaultKind> possible = kinds.stream().filter(kind -> kind.meets(asksFor)).toList();
        double left = place * possible.stream().mapToInt(FaultKind::weight).sum();
        for (FaultKind kind : possible) {
            left -= kind.weight();
            if (left < 0) {
                return kind;
            }
        }
        return null;
    }

    private boolean mayWithhold(VenueRequest question) {
        return withheld.increment(noise.branch(wording(question, true)).seed()) <= MOST_WITHHELD;
    }

    /// A question in a form of its own.
    ///
    /// @param ofMarket only what tells the market, which is all that is no number, whether recent hours are asked for or old
    ///        ones
    private static String wording(VenueRequest question, boolean ofMarket) {
        Map<String, String> parameters = new TreeMap<>(question.parameters());
        parameters.values().removeIf(value -> ofMarket && value.matches("\\d+"));
        return (ofMarket ? question.path().replace("history-", "") : question.path()) + parameters;
    }

    private synchronized void count(FaultKind kind) {
        happened.merge(kind, 1L, Long::sum);
    }

    /// How many requests met what so far.
    public synchronized Map<FaultKind, Long> happened() {
        return Collections.unmodifiableMap(new EnumMap<>(happened));
    }

    private Fault fault(FaultKind kind, Duration away) {
        return switch (kind) {
            case SLOW_DOWN -> new Fault.Say(Trouble.TOO_MANY_REQUESTS, away);
            case SLOW_DOWN_WITHOUT_TIME -> new Fault.SayWithoutTime(Trouble.TOO_MANY_REQUESTS);
            case BAN -> new Fault.Say(Trouble.BAN, away);
            case FIREWALL -> new Fault.Say(Trouble.FIREWALL, away);
            case SERVER_ERROR -> new Fault.Say(Trouble.SERVER_ERROR, away);
            case GATEWAY_ERROR -> Fault.Answer.html(503);
            case MAINTENANCE -> new Fault.Say(Trouble.MAINTENANCE, away);
            case HTML -> Fault.Answer.html(200);
            case TRUNCATED -> new Fault.Truncated();
            case SILENCE -> new Fault.Silence(rules.silence());
            case RESET -> new Fault.Reset();
            case EMPTY -> new Fault.Rows(RowTrouble.EMPTY);
            case LAST_MISSING -> new Fault.Rows(RowTrouble.LAST_MISSING);
            case ENDLESS -> new Fault.Rows(RowTrouble.ENDLESS);
            case DUPLICATED -> new Fault.Rows(RowTrouble.DUPLICATED);
            case OUT_OF_ORDER -> new Fault.Rows(RowTrouble.OUT_OF_ORDER);
            case OFF_GRID -> new Fault.Rows(RowTrouble.OFF_GRID);
            case MICROSECONDS -> new Fault.Rows(RowTrouble.MICROSECONDS);
            case FUTURE -> new Fault.Rows(RowTrouble.FUTURE);
            case EMPTY_LISTING -> new Fault.Listing(ListingTrouble.EMPTY);
            case HALF_LISTING -> new Fault.Listing(ListingTrouble.HALF);
        };
    }

    /// The plan in a sentence or two.
    public String describe() {
        return rules.rate() == 0
                ? exchange + ": no faults"
                : "%s: seed %d, %.1f %% of the requests meet one of %d faults until %s, silence lasts %d s, "
                        .formatted(exchange, rules.seed(), rules.rate() * 100, kinds.size(), rules.calmFrom(),
                                rules.silence().toSeconds())
                        + (kinds.contains(FaultKind.BAN)
                                ? "bans of 2 to 4 s"
                                : "no bans, because it never says how long");
    }
}
