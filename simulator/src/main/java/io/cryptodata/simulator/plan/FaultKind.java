package io.cryptodata.simulator.plan;

import io.cryptodata.simulator.venue.RequestKind;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What can go wrong with a request, how often compared with other trouble, and which requests it can meet.
public enum FaultKind {
    /// asks to slow down, for two to four seconds where the venue says for how long
    SLOW_DOWN(12, Meets.ALL),
    /// asks to slow down and leaves it to the asker for how long
    SLOW_DOWN_WITHOUT_TIME(6, Meets.ALL),
    /// shuts the address out for two to four seconds; only where the venue says for how long
    BAN(2, Meets.ALL),
    /// the network in front of the venue blocks the address; only where it says for how long
    FIREWALL(2, Meets.ALL),
    /// the venue's error, in its own words
    SERVER_ERROR(12, Meets.ALL),
    /// an error of the network in front of the venue
    GATEWAY_ERROR(10, Meets.ALL),
    /// says that it is closed
    MAINTENANCE(5, Meets.ALL),
    /// a page for people with status 200
    HTML(8, Meets.ALL),
    /// half of the right answer
    TRUNCATED(10, Meets.ALL),
    /// no answer for long
    SILENCE(2, Meets.ALL),
    /// the connection closes in the middle
    RESET(8, Meets.ALL),
    /// no rows where there are some
    EMPTY(5, Meets.CANDLES),
    /// the last row is missing
    LAST_MISSING(3, Meets.CANDLES),
    /// the newest rows whatever was asked
    ENDLESS(4, Meets.CANDLES),
    /// every row twice
    DUPLICATED(10, Meets.CANDLES),
    /// the newer half first
    OUT_OF_ORDER(10, Meets.CANDLES),
    /// a row between two hours
    OFF_GRID(8, Meets.CANDLES),
    /// open times in microseconds
    MICROSECONDS(6, Meets.CANDLES),
    /// a row of an hour to come
    FUTURE(6, Meets.CANDLES),
    /// no market at all
    EMPTY_LISTING(12, Meets.LISTING),
    /// every second market is missing
    HALF_LISTING(12, Meets.LISTING);

    private final int weight;
    private final Set<RequestKind> meets;

    FaultKind(int weight, Set<RequestKind> meets) {
        this.weight = weight;
        this.meets = meets;
    }

    int weight() {
        return weight;
    }

    boolean meets(RequestKind asked) {
        return meets.contains(asked);
    }

    /// Whether rows are withheld, so that an hour can look as if it had none.
    boolean withholdsRows() {
        return this == EMPTY || this == LAST_MISSING || this == ENDLESS;
    }

    /// For people, for example `slow down without time`.
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static final class Meets {
        static final Set<RequestKind> ALL = EnumSet.of(RequestKind.CANDLES, RequestKind.LISTING, RequestKind.TIME);
        static final Set<RequestKind> CANDLES = EnumSet.of(RequestKind.CANDLES);
        static final Set<RequestKind> LISTING = EnumSet.of(RequestKind.LISTING);
    }
}
