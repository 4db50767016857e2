package io.cryptodata.simulator.venue.bybit;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.venue.Dialect;
import io.cryptodata.simulator.venue.Limit;
import io.cryptodata.simulator.venue.LimitMeter;
import io.cryptodata.simulator.venue.MonthlyRows;
import io.cryptodata.simulator.venue.Reply;
import io.cryptodata.simulator.venue.RequestKind;
import io.cryptodata.simulator.venue.Trouble;
import io.cryptodata.simulator.venue.VenueRequest;
import io.cryptodata.simulator.venue.View;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Bybit's API (`/v5/market`) for spot markets, linear and inverse contracts, as far as candles and listings need it: rows
/// newest first, listings of contracts in parts, one limit for everything, and a ban at once beyond it. A market that does
/// not trade stays in the listing, as `Closed`.
///
/// [Market](https://bybit-exchange.github.io/docs/v5/market/kline)
public final class BybitDialect implements Dialect {
    /// The venue's id.
    public static final String EXCHANGE = "bybit";
    private static final String PATH = "/v5/market/";
    private static final int REQUESTS = 600;

    private final Limit requests;

    /// With the limit that Bybit documents.
    public BybitDialect() {
        this(REQUESTS);
    }

    /// @param requests how many requests of one address are answered in five seconds
    public BybitDialect(int requests) {
        this.requests = Limit.rolling("requests per address", requests, Duration.ofSeconds(5)).banning(0,
                Duration.ofMinutes(10));
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public String symbolOf(ListedMarket listed) {
        String renamed = listed.symbol();
        Market market = listed.market();
        if (renamed != null) {
            return renamed;
        }
        boolean inUsdc = !market.isSpot() && market.quote().equals("USDC");
        return market.base() + (inUsdc ? "PERP" : market.quote());
    }

    @Override
    public RequestKind kindOf(VenueRequest asked) {
        return switch (asked.path()) {
            case PATH + "time" -> RequestKind.TIME;
            case PATH + "instruments-info" -> RequestKind.LISTING;
            case PATH + "kline" -> RequestKind.CANDLES;
            default -> RequestKind.OTHER;
        };
    }

    @Override
    public List<Use> usesOf(VenueRequest asked) {
        return List.of(new Use(requests, 1));
    }

    @Override
    public Reply answer(VenueRequest asked, View view) {
        try {
            return switch (kindOf(asked)) {
                case TIME -> Reply.json(BybitBodies.time(view.now()));
                case LISTING -> Reply.json(
                        BybitBodies.instruments(InstrumentsQuery.of(asked).page(view, this), view.now()));
                case CANDLES -> klines(KlineQuery.of(asked), view);
                case OTHER -> Reply.json(404, BybitBodies.error(10017,
                        "Request path not found or request method is invalid", view.now()));
            };
        } catch (BybitRefusal e) {
            return Reply.json(BybitBodies.error(10001, String.valueOf(e.getMessage()), view.now()));
        }
    }

    private static Reply klines(KlineQuery query, View view) throws BybitRefusal {
        Optional<ListedMarket> market = view.market(query.category() == Category.SPOT, query.symbol())
                .filter(listed -> Category.of(listed.market()) == query.category());
        if (market.isEmpty()) {
            throw new BybitRefusal("params error: Symbol Invalid");
        }
        List<SourceRow> rows = query.monthly()
                ? query.newestOf(MonthlyRows.of(view.history(market.get(), KlineQuery.EVERY_HOUR)))
                : view.rows(market.get(), query.hoursWindow());
        return Reply.json(BybitBodies.klines(query, rows, view.now()));
    }

    @Override
    public Reply refused(LimitMeter.Standing standing) {
        return tooFrequent();
    }

    @Override
    public Reply said(Trouble trouble, Duration retryAfter, Instant now) {
        return switch (trouble) {
            case TOO_MANY_REQUESTS -> Reply.json(BybitBodies.error(10006, "Too many visits!", now))
                    .with("X-Bapi-Limit-Status", "0").with("X-Bapi-Limit-Reset-Timestamp",
                            Long.toString(now.plus(retryAfter).toEpochMilli()));
            case BAN -> tooFrequent();
            case FIREWALL -> Reply.html(403);
            case SERVER_ERROR -> Reply.html(502);
            case MAINTENANCE -> Reply.json(
                    BybitBodies.error(10016, "Internal server error: the service is restarting.", now));
        };
    }

    /// Bybit names no end: it asks to stay away for at least ten minutes.
    private static Reply tooFrequent() {
        return new Reply(403, Map.of(), "text/plain", "403, access too frequent", false);
    }
}
