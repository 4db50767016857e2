package io.cryptodata.simulator.venue.bitget;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;
import io.cryptodata.simulator.venue.Dialect;
import io.cryptodata.simulator.venue.Limit;
import io.cryptodata.simulator.venue.LimitMeter;
import io.cryptodata.simulator.venue.LongerRows;
import io.cryptodata.simulator.venue.Reply;
import io.cryptodata.simulator.venue.RequestKind;
import io.cryptodata.simulator.venue.Trouble;
import io.cryptodata.simulator.venue.VenueRequest;
import io.cryptodata.simulator.venue.View;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Bitget's second API for spot markets and contracts, as far as candles and listings need it. Hours of the last sixty
/// days are at `candles`, all of them at `history-candles`; contracts are of three kinds, named in every question.
///
/// [Spot](https://www.bitget.com/api-doc/spot/market/Get-Candle-Data)
/// [Contracts](https://www.bitget.com/api-doc/contract/market/Get-Candle-Data)
public final class BitgetDialect implements Dialect {
    /// The venue's id.
    public static final String EXCHANGE = "bitget";
    private static final String TIME = "/api/v2/public/time";
    private static final String SPOT_SYMBOLS = "/api/v2/spot/public/symbols";
    private static final String CONTRACTS = "/api/v2/mix/market/contracts";
    private static final String SPOT = "/api/v2/spot/market/";
    private static final String MIX = "/api/v2/mix/market/";
    private static final Duration JUST_LISTED = Duration.ofHours(1);

    private final Limit address = Limit.rolling("address", 6000, Duration.ofMinutes(1));

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public String symbolOf(ListedMarket listed) {
        String renamed = listed.symbol();
        return renamed == null ? BitgetNames.symbol(listed.market()) : renamed;
    }

    @Override
    public RequestKind kindOf(VenueRequest asked) {
        return switch (asked.path()) {
            case TIME -> RequestKind.TIME;
            case SPOT_SYMBOLS, CONTRACTS -> RequestKind.LISTING;
            case SPOT + "candles", SPOT + "history-candles", MIX + "candles", MIX + "history-candles" ->
                RequestKind.CANDLES;
            default -> RequestKind.OTHER;
        };
    }

    /// Every endpoint has a limit of its own, and the address one for all of them.
    @Override
    public List<Use> usesOf(VenueRequest asked) {
        if (kindOf(asked) == RequestKind.OTHER) {
            return List.of(new Use(address, 1));
        }
        return List.of(new Use(Limit.rolling(asked.path(), 20, Duration.ofSeconds(1)), 1), new Use(address, 1));
    }

    @Override
    public Reply answer(VenueRequest asked, View view) {
        Instant now = view.now();
        return switch (kindOf(asked)) {
            case TIME -> Reply.json(BitgetBodies.time(now));
            case LISTING -> asked.path().equals(SPOT_SYMBOLS)
                    ? Reply.json(BitgetBodies.spotSymbols(listed(view, each -> each.market().isSpot()), now))
                    : contracts(asked, view);
            case CANDLES -> candles(asked, view);
            case OTHER -> Reply.json(404, BitgetBodies.error("40404", "Request URL NOT FOUND", now));
        };
    }

    private Reply contracts(VenueRequest asked, View view) {
        String kind = asked.text("productType");
        return List.of("USDT-FUTURES", "COIN-FUTURES", "USDC-FUTURES").contains(kind)
                ? Reply.json(BitgetBodies.contracts(listed(view, each -> isOfKind(each, kind)), view.now()))
                : Reply.json(400, BitgetBodies.error("40020", "Parameter productType error", view.now()));
    }

    private Map<String, ListedMarket> listed(View view, Predicate<ListedMarket> which) {
        Map<String, ListedMarket> listed = new LinkedHashMap<>();
        view.markets().stream().filter(which).forEach(market -> listed.put(symbolOf(market), market));
        return listed;
    }

    private static boolean isOfKind(ListedMarket listed, String productType) {
        return !listed.market().isSpot() && BitgetNames.productType(listed.market()).equals(productType);
    }

    private static Reply candles(VenueRequest asked, View view) {
        boolean spot = asked.path().startsWith(SPOT);
        try {
            CandlesQuery query = asked.path().endsWith("history-candles")
                    ? CandlesQuery.history(asked, spot)
                    : CandlesQuery.recent(asked, spot, view.now());
            return view.market(spot, query.symbol())
                    .filter(market -> spot || isOfKind(market, asked.text("productType")))
                    .map(market -> candles(market, query, view))
                    .orElseGet(() -> Reply.json(400, spot
                            ? BitgetBodies.error("40034", "Parameter " + query.symbol() + " does not exist", view.now())
                            : BitgetBodies.error("40309", "The symbol has been removed", view.now())));
        } catch (CandlesQuery.Refused e) {
            return Reply.json(400, e.body(view.now()));
        }
    }

    private static Reply candles(ListedMarket market, CandlesQuery query, View view) {
        List<SourceRow> rows = rows(market, query, view);
        Instant listedAt = market.listedAt();
        boolean justListed = listedAt != null && listedAt.plus(JUST_LISTED).isAfter(view.now());
        return rows.isEmpty() && justListed
                ? Reply.json("")
                : Reply.json(BitgetBodies.candles(rows, market.market().isSpot(), view.now()));
    }

    private static List<SourceRow> rows(ListedMarket market, CandlesQuery query, View view) {
        if (query.timeframe() == Timeframe.H1) {
            return view.rows(market, new Window(query.from(), query.end() - 1, query.limit(), true));
        }
        List<SourceRow> all = LongerRows.of(query.timeframe(),
                view.history(market, new Window(query.from(), query.end() - 1, Integer.MAX_VALUE, false)));
        return all.subList(Math.max(0, all.size() - query.limit()), all.size());
    }

    @Override
    public Reply refused(LimitMeter.Standing standing) {
        return standing.banned()
                ? Reply.html(403)
                : Reply.json(429, "{\"code\":\"429\",\"msg\":\"Too Many Requests\",\"data\":null}");
    }

    /// Bitget says nowhere how long it wants to be left alone.
    @Override
    public Reply said(Trouble trouble, Duration retryAfter, Instant now) {
        return switch (trouble) {
            case TOO_MANY_REQUESTS -> Reply.json(429, BitgetBodies.error("429", "Too Many Requests", now));
            case BAN, FIREWALL -> Reply.html(403);
            case SERVER_ERROR -> Reply.json(500, "{\"message\":\"failure to get a peer from the ring-balancer\"}");
            case MAINTENANCE ->
                Reply.json(BitgetBodies.error("40200", "Server upgrade, please try again later", now));
        };
    }
}
