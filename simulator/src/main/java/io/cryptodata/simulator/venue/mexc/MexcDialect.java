package io.cryptodata.simulator.venue.mexc;

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
import java.util.Optional;

/// MEXC's third spot API, which resembles Binance's, and its first contract API, which resembles nothing else; as far as
/// candles and listings need them.
///
/// [Spot](https://mexcdevelop.github.io/apidocs/spot_v3_en/)
/// [Contracts](https://mexcdevelop.github.io/apidocs/contract_v1_en/)
public final class MexcDialect implements Dialect {
    /// The venue's id.
    public static final String EXCHANGE = "mexc";
    private static final String SPOT = "/api/v3/";
    private static final String CONTRACT = "/api/v1/contract/";
    private static final String CONTRACT_CANDLES = CONTRACT + "kline/";
    private static final long HOUR = 3_600_000;
    private static final long MONTH = 30 * 24 * HOUR;

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public String symbolOf(ListedMarket listed) {
        String renamed = listed.symbol();
        return renamed == null ? MexcNames.symbol(listed.market()) : renamed;
    }

    @Override
    public RequestKind kindOf(VenueRequest asked) {
        return switch (asked.path()) {
            case SPOT + "time", CONTRACT + "ping" -> RequestKind.TIME;
            case SPOT + "exchangeInfo", CONTRACT + "detail" -> RequestKind.LISTING;
            case SPOT + "klines" -> RequestKind.CANDLES;
            default ->
                asked.path().startsWith(CONTRACT_CANDLES) ? RequestKind.CANDLES : RequestKind.OTHER;
        };
    }

    /// Every endpoint has a limit of its own.
    @Override
    public List<Use> usesOf(VenueRequest asked) {
        RequestKind kind = kindOf(asked);
        return isContract(asked)
                ? List.of(new Use(Limit.rolling("contract " + kind, 20, Duration.ofSeconds(2)), 1))
                : List.of(new Use(Limit.rolling("spot " + kind, 500, Duration.ofSeconds(10)),
                        kind == RequestKind.LISTING ? 10 : 1));
    }

    private static boolean isContract(VenueRequest asked) {
        return asked.path().startsWith(CONTRACT);
    }

    @Override
    public Reply answer(VenueRequest asked, View view) {
        return isContract(asked) ? contract(asked, view) : spot(asked, view);
    }

    private Reply spot(VenueRequest asked, View view) {
        return switch (kindOf(asked)) {
            case TIME -> Reply.json(MexcBodies.time(view.now()));
            case LISTING -> Reply.json(MexcBodies.exchangeInfo(listed(view, true), view.now()));
            case CANDLES -> spotCandles(asked, view);
            case OTHER -> Reply.json(404, MexcBodies.error(404, "Not Found"));
        };
    }

    private Reply contract(VenueRequest asked, View view) {
        return switch (kindOf(asked)) {
            case TIME -> Reply.json(MexcContractBodies.time(view.now()));
            case LISTING -> Reply.json(MexcContractBodies.details(listed(view, false)));
            case CANDLES -> contractCandles(asked, view);
            case OTHER -> Reply.json(404, MexcContractBodies.error(404, "Not Found"));
        };
    }

    private Map<String, ListedMarket> listed(View view, boolean spot) {
        Map<String, ListedMarket> listed = new LinkedHashMap<>();
        view.markets().stream().filter(market -> market.market().isSpot() == spot)
                .forEach(market -> listed.put(symbolOf(market), market));
        return listed;
    }

    private static Reply spotCandles(VenueRequest asked, View view) {
        try {
            CandlesQuery query = CandlesQuery.spot(asked, view.now());
            Optional<ListedMarket> market = view.market(true, query.symbol());
            return market.isEmpty()
                    ? Reply.json(400, MexcBodies.error(-1121, "Invalid symbol."))
                    : Reply.json(MexcBodies.klines(rows(market.get(), query, view),
                            query.timeframe() == Timeframe.H1 ? HOUR : MONTH));
        } catch (CandlesQuery.Refused e) {
            return Reply.json(400, MexcBodies.error(e.code(), String.valueOf(e.getMessage())));
        }
    }

    private static Reply contractCandles(VenueRequest asked, View view) {
        try {
            CandlesQuery query = CandlesQuery.contract(asked, view.now());
            Optional<ListedMarket> market = view.market(false, query.symbol());
            return market.isEmpty()
                    ? Reply.json(MexcContractBodies.error(1001, "Contract does not exist"))
                    : Reply.json(MexcContractBodies.klines(rows(market.get(), query, view), market.get().market()));
        } catch (CandlesQuery.Refused e) {
            return Reply.json(MexcContractBodies.error(e.code(), String.valueOf(e.getMessage())));
        }
    }

    private static List<SourceRow> rows(ListedMarket market, CandlesQuery query, View view) {
        Window window = query.window();
        if (query.timeframe() == Timeframe.H1) {
            return view.rows(market, window);
        }
        List<SourceRow> all = LongerRows.of(query.timeframe(),
                view.history(market, new Window(window.from(), window.to(), Integer.MAX_VALUE, false)));
        int tooMany = Math.max(0, all.size() - window.limit());
        return window.newest() ? all.subList(tooMany, all.size()) : all.subList(0, all.size() - tooMany);
    }

    /// Contracts are refused with status 200.
    @Override
    public Reply refused(LimitMeter.Standing standing) {
        if (standing.banned()) {
            return Reply.html(403);
        }
        return standing.limit().name().startsWith("contract")
                ? tooFrequent()
                : Reply.json(429, MexcBodies.error(429, "Too Many Requests"));
    }

    private static Reply tooFrequent() {
        return Reply.json(MexcContractBodies.error(510, "Requests are too frequent, please try again later"));
    }

    /// MEXC says nowhere how long it wants to be left alone.
    @Override
    public Reply said(Trouble trouble, Duration retryAfter, Instant now) {
        return switch (trouble) {
            case TOO_MANY_REQUESTS -> tooFrequent();
            case BAN, FIREWALL -> Reply.html(403);
            case SERVER_ERROR -> Reply.html(504);
            case MAINTENANCE -> Reply.json("{\"code\":500,\"message\":\"Under maintenance, please try again later\","
                    + "\"announcement\":\"\"}");
        };
    }
}
