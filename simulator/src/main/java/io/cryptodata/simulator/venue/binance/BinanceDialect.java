package io.cryptodata.simulator.venue.binance;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.venue.Dialect;
import io.cryptodata.simulator.venue.Limit;
import io.cryptodata.simulator.venue.LimitMeter;
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

/// Binance's spot API (`/api/v3`) and the one of its USDT contracts (`/fapi/v1`), as far as candles and listings need them.
/// Contracts that are settled in their base (`/dapi/v1`) can be listed, and there are none.
///
/// [Spot](https://developers.binance.com/docs/binance-spot-api-docs/rest-api/market-data-endpoints)
/// [Contracts](https://developers.binance.com/docs/derivatives/usds-margined-futures/market-data/rest-api)
public final class BinanceDialect implements Dialect {
    /// The venue's id.
    public static final String EXCHANGE = "binance";
    private static final String SPOT = "/api/v3/";
    private static final String LINEAR = "/fapi/v1/";
    private static final String INVERSE = "/dapi/v1/";
    private static final int SPOT_ROWS = 1000;
    private static final int LINEAR_ROWS = 1500;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Limit spotWeight;
    private final Limit linearWeight;
    private final Limit inverseWeight = new Limit("inverse weight", 2400, MINUTE, Limit.Window.ALIGNED, 10,
            MINUTE.multipliedBy(2));

    /// With the limits that Binance documents.
    public BinanceDialect() {
        this(6000, 2400);
    }

    /// @param spotWeight what one address may use of the spot API in a minute; less than usual to see the limit sooner
    /// @param linearWeight the same for contracts
    public BinanceDialect(int spotWeight, int linearWeight) {
        this.spotWeight = new Limit("spot weight", spotWeight, MINUTE, Limit.Window.ALIGNED, 10,
                MINUTE.multipliedBy(2));
        this.linearWeight = new Limit("linear weight", linearWeight, MINUTE, Limit.Window.ALIGNED, 10,
                MINUTE.multipliedBy(2));
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public String symbolOf(ListedMarket listed) {
        String renamed = listed.symbol();
        Market market = listed.market();
        return renamed == null ? market.base() + market.quote() : renamed;
    }

    @Override
    public RequestKind kindOf(VenueRequest asked) {
        return switch (asked.path()) {
            case SPOT + "time", LINEAR + "time" -> RequestKind.TIME;
            case SPOT + "exchangeInfo", LINEAR + "exchangeInfo", INVERSE + "exchangeInfo" -> RequestKind.LISTING;
            case SPOT + "klines", LINEAR + "klines" -> RequestKind.CANDLES;
            default -> RequestKind.OTHER;
        };
    }

    @Override
    public List<Use> usesOf(VenueRequest asked) {
        if (asked.path().startsWith(INVERSE)) {
            return List.of(new Use(inverseWeight, 1));
        }
        boolean linear = asked.path().startsWith(LINEAR);
        int weight = switch (kindOf(asked)) {
            case LISTING -> linear ? 1 : 20;
            case CANDLES -> linear ? linearWeightOf(asked.number("limit", 500)) : 2;
            case TIME, OTHER -> 1;
        };
        return List.of(new Use(linear ? linearWeight : spotWeight, weight));
    }

    private static int linearWeightOf(long rows) {
        if (rows < 100) {
            return 1;
        }
        if (rows < 500) {
            return 2;
        }
        return rows <= 1000 ? 5 : 10;
    }

    @Override
    public Reply answer(VenueRequest asked, View view) {
        boolean spot = asked.path().startsWith(SPOT);
        return switch (kindOf(asked)) {
            case TIME -> Reply.json(BinanceBodies.time(view.now()));
            case LISTING -> Reply.json(spot
                    ? BinanceBodies.spotInfo(listed(view, true), view.now(), spotWeight.weight())
                    : BinanceBodies.linearInfo(asked.path().startsWith(LINEAR) ? listed(view, false) : Map.of(),
                            view.now(), linearWeight.weight()));
            case CANDLES -> klines(asked, view, spot);
            case OTHER -> Reply.json(404, BinanceBodies.error(-1100, "This simulation has no " + asked.path()));
        };
    }

    private Map<String, ListedMarket> listed(View view, boolean spot) {
        Map<String, ListedMarket> listed = new LinkedHashMap<>();
        view.markets().stream().filter(market -> market.market().isSpot() == spot)
                .forEach(market -> listed.put(symbolOf(market), market));
        return listed;
    }

    private static Reply klines(VenueRequest asked, View view, boolean spot) {
        try {
            KlinesQuery query = KlinesQuery.of(asked, spot ? SPOT_ROWS : LINEAR_ROWS);
            Optional<ListedMarket> market = view.market(spot, query.symbol());
            return market.isEmpty()
                    ? Reply.json(400, BinanceBodies.error(-1121, "Invalid symbol."))
                    : Reply.json(BinanceBodies.klines(view.rows(market.get(), query.window())));
        } catch (KlinesQuery.Refused e) {
            return Reply.json(400, e.body());
        }
    }

    @Override
    public Reply refused(LimitMeter.Standing standing) {
        String text = standing.banned()
                ? "Way too much request weight used; IP banned until " + standing.until().toEpochMilli() + "."
                : "Too much request weight used; stay below the limit of this minute.";
        return Reply.json(standing.banned() ? 418 : 429, BinanceBodies.error(-1003, text)).with("Retry-After",
                Long.toString(standing.retryAfterSeconds()));
    }

    @Override
    public Reply said(Trouble trouble, Duration retryAfter, Instant now) {
        String seconds = Long.toString(retryAfter.toSeconds());
        return switch (trouble) {
            case TOO_MANY_REQUESTS -> Reply.json(429, BinanceBodies.error(-1003, "Too many requests."))
                    .with("Retry-After", seconds);
            case BAN -> Reply.json(418, BinanceBodies.error(-1003, "Way too many requests; IP banned."))
                    .with("Retry-After", seconds);
            case FIREWALL -> Reply.html(403).with("Retry-After", seconds);
            case SERVER_ERROR -> Reply.html(502);
            case MAINTENANCE -> Reply.json(BinanceBodies.error(1, "System is under maintenance."));
        };
    }

    @Override
    public Reply withUsage(Reply reply, List<LimitMeter.Standing> standings) {
        return standings.isEmpty()
                ? reply
                : reply.with("X-MBX-USED-WEIGHT-1M", Integer.toString(standings.getFirst().used()));
    }
}
