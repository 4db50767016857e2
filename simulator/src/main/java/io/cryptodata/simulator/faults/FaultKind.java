package io.cryptodata.simulator.faults;

import io.cryptodata.simulator.venue.RequestKind;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// The kinds of faults with their relative frequency and the requests that can meet them.
public enum FaultKind {
    /// too many requests; retry after two to four seconds if the venue sends a time
    RATE_LIMITED(12, Meets.ALL),
    /// too many requests, without a retry time
    RATE_LIMITED_WITHOUT_RETRY_AFTER(6, Meets.ALL),
    /// the address is banned for two to four seconds; only if the venue sends the time
    BAN(2, Meets.ALL),
    /// the network in front of the venue blocks the address; only if it sends a time
    FIREWALL(2, Meets.ALL),
    /// an internal error, in the venue's format
    SERVER_ERROR(12, Meets.ALL),
    /// an error of the network in front of the venue
    GATEWAY_ERROR(10, Meets.ALL),
    /// the venue is under maintenance
    MAINTENANCE(5, Meets.ALL),
    /// an HTML page with status 200
    HTML(8, Meets.ALL),
    /// half of the body
    TRUNCATED(10, Meets.ALL),
    /// no response for a long time
    STALL(2, Meets.ALL),
    /// the connection is closed in the middle of the body
    CONNECTION_RESET(8, Meets.ALL),
    /// no rows although some exist
    EMPTY(5, Meets.CANDLES),
    /// the last row is missing
    LAST_MISSING(3, Meets.CANDLES),
    /// the newest rows instead of the requested range
    RANGE_IGNORED(4, Meets.CANDLES),
    /// every row twice
    DUPLICATED(10, Meets.CANDLES),
    /// the newer half before the older half
    OUT_OF_ORDER(10, Meets.CANDLES),
    /// an additional row between two hours
    OFF_GRID(8, Meets.CANDLES),
    /// open times in microseconds
    MICROSECONDS(6, Meets.CANDLES),
    /// an additional row in the future
    FUTURE(6, Meets.CANDLES),
    /// null instead of a row
    NULL_ROW(4, Meets.CANDLES),
    /// a row with its open time only
    SHORT_ROW(4, Meets.CANDLES),
    /// a row of nulls
    NULL_VALUES(4, Meets.CANDLES),
    /// a row whose open time is no time
    UNREADABLE_TIME(4, Meets.CANDLES),
    /// every time in seconds, or in milliseconds if the venue sends seconds
    OTHER_TIME_UNIT(8, Meets.ALL),
    /// the venue's current time in microseconds
    CLOCK_IN_MICROSECONDS(12, Meets.CLOCK),
    /// the venue's current time plus an hour
    CLOCK_AN_HOUR_AHEAD(12, Meets.CLOCK),
    /// no market
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

    boolean meets(RequestKind kind) {
        return meets.contains(kind);
    }

    /// Whether rows are missing, so that an hour can seem to have none.
    boolean withholdsRows() {
        return this == EMPTY || this == LAST_MISSING || this == RANGE_IGNORED;
    }

    /// Whether the venue's clock is wrong.
    boolean isOfClock() {
        return this == CLOCK_IN_MICROSECONDS || this == CLOCK_AN_HOUR_AHEAD;
    }

    /// For people, for example `server error`.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static final class Meets {
        static final Set<RequestKind> ALL = EnumSet.complementOf(EnumSet.of(RequestKind.OTHER));
        static final Set<RequestKind> CANDLES = EnumSet.of(RequestKind.CANDLES);
        /// a page of candles can have the venue's time in its envelope
        static final Set<RequestKind> CLOCK = EnumSet.of(RequestKind.TIME, RequestKind.CANDLES);
        static final Set<RequestKind> LISTING = EnumSet.of(RequestKind.LISTING);
    }
}
