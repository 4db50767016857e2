package io.cryptodata.simulator.venue.bitget;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.simulator.market.CandleSource.Window;
import io.cryptodata.simulator.venue.InvalidRequestException;
import io.cryptodata.simulator.venue.VenueRequest;

import java.time.Duration;
import java.time.Instant;

/// The parameters of Bitget's `candles` and `history-candles`. The end is exclusive; of more rows than the limit, both serve
/// the newest.
record CandlesQuery(String symbol, Timeframe timeframe, Window window) {
    private static final int DEFAULT_LIMIT = 100;
    private static final int RECENT_LIMIT = 1000;
    private static final int HISTORY_LIMIT = 200;
    /// how far back `candles` serves hours in practice; the documentation promises more
    private static final Duration RECENT = Duration.ofDays(60);
    private static final Duration MAX_CONTRACT_WINDOW = Duration.ofDays(90);

    static CandlesQuery recent(VenueRequest request, boolean spot, Instant now) throws InvalidRequestException {
        long end = request.has("endTime") ? number(request, "endTime") : now.toEpochMilli() + 1;
        long from = request.has("startTime") ? number(request, "startTime") : 0;
        checkWindow(request, spot);
        Timeframe timeframe = timeframe(request, spot);
        long oldest = timeframe == Timeframe.H1 ? now.minus(RECENT).toEpochMilli() : 0;
        return new CandlesQuery(symbol(request), timeframe,
                new Window(Math.max(from, oldest), end - 1, limit(request, RECENT_LIMIT), true));
    }

    /// Ignores the start.
    static CandlesQuery history(VenueRequest request, boolean spot) throws InvalidRequestException {
        if (!request.has("endTime")) {
            throw new InvalidRequestException(40019, "Parameter endTime cannot be empty");
        }
        checkWindow(request, spot);
        long end = number(request, "endTime");
        long from = spot ? 0 : Math.max(0, end - MAX_CONTRACT_WINDOW.toMillis());
        return new CandlesQuery(symbol(request), timeframe(request, spot),
                new Window(from, end - 1, limit(request, HISTORY_LIMIT), true));
    }

    private static void checkWindow(VenueRequest request, boolean spot) throws InvalidRequestException {
        boolean bounded = request.has("startTime") && request.has("endTime");
        if (!spot && bounded
                && number(request, "endTime") - number(request, "startTime") > MAX_CONTRACT_WINDOW.toMillis()) {
            throw new InvalidRequestException(40017, "Parameter verification failed startTime endTime");
        }
    }

    private static String symbol(VenueRequest request) throws InvalidRequestException {
        if (request.text("symbol").isEmpty()) {
            throw new InvalidRequestException(40019, "Parameter symbol cannot be empty");
        }
        return request.text("symbol");
    }

    /// Spot markets and contracts spell an hour differently.
    private static Timeframe timeframe(VenueRequest request, boolean spot) throws InvalidRequestException {
        String granularity = request.text("granularity");
        if (granularity.equals(spot ? "1h" : "1H")) {
            return Timeframe.H1;
        }
        return switch (granularity) {
            case "1Dutc" -> Timeframe.D1;
            case "1Mutc" -> Timeframe.M1;
            default -> throw new InvalidRequestException(40017, "Parameter verification failed granularity");
        };
    }

    private static int limit(VenueRequest request, int max) throws InvalidRequestException {
        long limit = request.has("limit") ? number(request, "limit") : DEFAULT_LIMIT;
        if (limit < 1) {
            throw new InvalidRequestException(40020, "Parameter limit error");
        }
        return (int) Math.min(limit, max);
    }

    private static long number(VenueRequest request, String name) throws InvalidRequestException {
        return request.number(name)
                .orElseThrow(() -> new InvalidRequestException(40020, "Parameter " + name + " error"));
    }
}
