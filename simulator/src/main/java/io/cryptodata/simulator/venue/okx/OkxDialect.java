package io.cryptodata.simulator.venue.okx;

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
import java.util.Optional;

/// OKX's API (`/api/v5`) for spot markets and perpetual contracts, as far as candles and listings need it: rows newest
/// first with a column that says whether they are finished, recent hours and old ones at paths of their own, a limit for
/// each path and nobody banned.
///
/// [Market data](https://www.okx.com/docs-v5/en/#order-book-trading-market-data)
public final class OkxDialect implements Dialect {
    /// The venue's id.
    public static final String EXCHANGE = "okx";
    private static final String TIME = "/api/v5/public/time";
    private static final String INSTRUMENTS = "/api/v5/public/instruments";
    private static final String RECENT = "/api/v5/market/candles";
    private static final String HISTORY = "/api/v5/market/history-candles";

    private final Limit time = limit("time", 10);
    private final Limit instruments = limit("instruments", 20);
    private final Limit recent;
    private final Limit history;

    /// With the limits that are known of OKX.
    public OkxDialect() {
        this(40, 20);
    }

    /// @param recent how many requests for recent candles of one address are answered in two seconds
    /// @param history the same for old ones
    public OkxDialect(int recent, int history) {
        this.recent = limit("candles", recent);
        this.history = limit("history candles", history);
    }

    private static Limit limit(String name, int requests) {
        return Limit.rolling(name, requests, Duration.ofSeconds(2)).banning(Integer.MAX_VALUE, Duration.ofSeconds(2));
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public String symbolOf(ListedMarket listed) {
        String renamed = listed.symbol();
        Market market = listed.market();
        return renamed == null
                ? market.base() + "-" + market.quote() + (market.isSpot() ? "" : "-SWAP")
                : renamed;
    }

    @Override
    public RequestKind kindOf(VenueRequest asked) {
        return switch (asked.path()) {
            case TIME -> RequestKind.TIME;
            case INSTRUMENTS -> RequestKind.LISTING;
            case RECENT, HISTORY -> RequestKind.CANDLES;
            default -> RequestKind.OTHER;
        };
    }

    @Override
    public List<Use> usesOf(VenueRequest asked) {
        return switch (asked.path()) {
            case TIME -> List.of(new Use(time, 1));
            case INSTRUMENTS -> List.of(new Use(instruments, 1));
            case RECENT -> List.of(new Use(recent, 1));
            case HISTORY -> List.of(new Use(history, 1));
            default -> List.of();
        };
    }

    @Override
    public Reply answer(VenueRequest asked, View view) {
        return switch (kindOf(asked)) {
            case TIME -> Reply.json(OkxBodies.time(view.now()));
            case LISTING -> instruments(asked.text("instType"), view);
            case CANDLES -> candles(asked, view);
            case OTHER -> Reply.json(404, OkxBodies.error("404", "Not Found"));
        };
    }

    private Reply instruments(String type, View view) {
        if (!List.of("SPOT", "MARGIN", "SWAP", "FUTURES", "OPTION").contains(type)) {
            return Reply.json(400, OkxBodies.error("51000", "Parameter instType error"));
        }
        List<ListedMarket> listed = view.markets().stream()
                .filter(one -> type.equals(one.market().isSpot() ? "SPOT" : "SWAP")).toList();
        return Reply.json(OkxBodies.instruments(listed, this));
    }

    private static Reply candles(VenueRequest asked, View view) {
        String name = asked.text("instId");
        Optional<ListedMarket> market = view.market(!name.endsWith("-SWAP"), name);
        if (market.isEmpty()) {
            return Reply.json(OkxBodies.error("51001", "Instrument ID does not exist"));
        }
        CandlesQuery query = CandlesQuery.of(asked, view.now(), asked.path().equals(RECENT));
        return switch (asked.text("bar")) {
            case "1H" -> Reply.json(OkxBodies.candles(market.get().market(),
                    view.rows(market.get(), query.window()), OkxBodies.HOURS, view.now()));
            case "1Mutc" -> Reply.json(OkxBodies.candles(market.get().market(),
                    months(query, view, market.get()), OkxBodies.MONTHS, view.now()));
            default -> Reply.json(400, OkxBodies.error("51000", "Parameter bar error"));
        };
    }

    private static List<SourceRow> months(CandlesQuery query, View view, ListedMarket market) {
        return query.newestOf(MonthlyRows.of(view.history(market, CandlesQuery.EVERY_HOUR)));
    }

    @Override
    public Reply refused(LimitMeter.Standing standing) {
        return Reply.json(429, OkxBodies.error("50011", "Too Many Requests"));
    }

    /// OKX names no time for anything, and bans nobody itself: the network in front of it does.
    @Override
    public Reply said(Trouble trouble, Duration retryAfter, Instant now) {
        return switch (trouble) {
            case TOO_MANY_REQUESTS -> Reply.json(429, OkxBodies.error("50011", "Too Many Requests"));
            case BAN, FIREWALL -> Reply.html(403);
            case SERVER_ERROR -> Reply.html(502);
            case MAINTENANCE -> Reply.json(503, OkxBodies.error("50001",
                    "Service temporarily unavailable. Try again later"));
        };
    }
}
