package io.cryptodata.simulator.venue.bitget;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.simulator.venue.VenueRequest;

import java.time.Duration;
import java.time.Instant;

/// The parameters of `candles` and `history-candles` as Bitget reads them. Both align from the end: of more rows than the
/// limit the newest come. The end is exclusive.
///
/// @param from milliseconds, inclusive
/// @param end milliseconds, exclusive
record CandlesQuery(String symbol, Timeframe timeframe, long from, long end, int limit) {
    private static final int DEFAULT_LIMIT = 100;
    private static final int RECENT_LIMIT = 1000;
    private static final int HISTORY_LIMIT = 200;
    /// how far back `candles` knows hours; its own documentation promises more
    private static final Duration RECENT = Duration.ofDays(60);
    private static final Duration LONGEST_CONTRACT_WINDOW = Duration.ofDays(90);

    /// A question that Bitget refuses, with its code and text.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final String code;

        Refused(String code, String message) {
            super(message);
            this.code = code;
        }

        String body(Instant now) {
            return BitgetBodies.error(code, String.valueOf(getMessage()), now);
        }
    }

    static CandlesQuery recent(VenueRequest asked, boolean spot, Instant now) throws Refused {
        long end = asked.has("endTime") ? number(asked, "endTime") : now.toEpochMilli() + 1;
        long from = asked.has("startTime") ? number(asked, "startTime") : 0;
        checkWindow(asked, spot);
        Timeframe timeframe = timeframe(asked, spot);
        long oldest = timeframe == Timeframe.H1 ? now.minus(RECENT).toEpochMilli() : 0;
        return new CandlesQuery(symbol(asked), timeframe, Math.max(from, oldest), end, limit(asked, RECENT_LIMIT));
    }

    /// The start is not looked at.
    static CandlesQuery history(VenueRequest asked, boolean spot) throws Refused {
        if (!asked.has("endTime")) {
            throw new Refused("40019", "Parameter endTime cannot be empty");
        }
        checkWindow(asked, spot);
        long end = number(asked, "endTime");
        long from = spot ? 0 : Math.max(0, end - LONGEST_CONTRACT_WINDOW.toMillis());
        return new CandlesQuery(symbol(asked), timeframe(asked, spot), from, end, limit(asked, HISTORY_LIMIT));
    }

    private static void checkWindow(VenueRequest asked, boolean spot) throws Refused {
        boolean bounded = asked.has("startTime") && asked.has("endTime");
        if (!spot && bounded
                && number(asked, "endTime") - number(asked, "startTime") > LONGEST_CONTRACT_WINDOW.toMillis()) {
            throw new Refused("40017", "Parameter verification failed startTime endTime");
        }
    }

    private static String symbol(VenueRequest asked) throws Refused {
        if (asked.text("symbol").isEmpty()) {
            throw new Refused("40019", "Parameter symbol cannot be empty");
        }
        return asked.text("symbol");
    }

    /// Spot markets and contracts write an hour differently.
    private static Timeframe timeframe(VenueRequest asked, boolean spot) throws Refused {
        String granularity = asked.text("granularity");
        if (granularity.equals(spot ? "1h" : "1H")) {
            return Timeframe.H1;
        }
        return switch (granularity) {
            case "1Dutc" -> Timeframe.D1;
            case "1Mutc" -> Timeframe.M1;
            default -> throw new Refused("40017", "Parameter verification failed granularity");
        };
    }

    private static int limit(VenueRequest asked, int most) throws Refused {
        long limit = asked.has("limit") ? number(asked, "limit") : DEFAULT_LIMIT;
        if (limit < 1) {
            throw new Refused("40020", "Parameter limit error");
        }
        return (int) Math.min(limit, most);
    }

    private static long number(VenueRequest asked, String name) throws Refused {
        return asked.number(name).orElseThrow(() -> new Refused("40020", "Parameter " + name + " error"));
    }
}
