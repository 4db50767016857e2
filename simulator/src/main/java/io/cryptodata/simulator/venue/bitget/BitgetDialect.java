package io.cryptodata.simulator.venue.bitget;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.venue.Dialect;
import io.cryptodata.simulator.venue.InvalidRequestException;
import io.cryptodata.simulator.venue.MarketData;
import io.cryptodata.simulator.venue.RateLimit;
import io.cryptodata.simulator.venue.RateLimiter;
import io.cryptodata.simulator.venue.RequestKind;
import io.cryptodata.simulator.venue.Ticker;
import io.cryptodata.simulator.venue.VenueError;
import io.cryptodata.simulator.venue.VenueRequest;
import io.cryptodata.simulator.venue.VenueResponse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/// The candles and listings of Bitget's second API for spot markets and contracts. `candles` serves hours of the last sixty
/// days, `history-candles` all hours. Every request for contracts names one of three product types.
///
/// [Spot](https://www.bitget.com/api-doc/spot/market/Get-Candle-Data)
/// [Contracts](https://www.bitget.com/api-doc/contract/market/Get-Candle-Data)
public final class BitgetDialect implements Dialect {
    public static final String EXCHANGE = "bitget";
    private static final String TIME = "/api/v2/public/time";
    private static final String SPOT_SYMBOLS = "/api/v2/spot/public/symbols";
    private static final String CONTRACTS = "/api/v2/mix/market/contracts";
    private static final String COINS = "/api/v2/spot/public/coins";
    private static final String MARGIN = "/api/v2/margin/currencies";
    private static final String SPOT = "/api/v2/spot/market/";
    private static final String MIX = "/api/v2/mix/market/";
    /// the last three are of the demo and have no markets here
    private static final Set<String> PRODUCT_TYPES = Set.of("USDT-FUTURES", "COIN-FUTURES", "USDC-FUTURES",
            "SUSDT-FUTURES", "SCOIN-FUTURES", "SUSDC-FUTURES");
    private static final Duration JUST_LISTED = Duration.ofHours(1);

    private final RateLimit address = RateLimit.rolling("address", 6000, Duration.ofMinutes(1));

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public String symbolOf(Market market) {
        return BitgetNames.symbol(market);
    }

    @Override
    public RequestKind kindOf(VenueRequest request) {
        return switch (request.path()) {
            case TIME -> RequestKind.TIME;
            case SPOT_SYMBOLS, CONTRACTS, COINS, MARGIN -> RequestKind.LISTING;
            case SPOT + "candles", SPOT + "history-candles", MIX + "candles", MIX + "history-candles" ->
                RequestKind.CANDLES;
            case SPOT + "tickers", MIX + "tickers", MIX + "ticker" -> RequestKind.TICKERS;
            default -> RequestKind.OTHER;
        };
    }

    /// One limit per endpoint and one for the address.
    @Override
    public List<Charge> chargesOf(VenueRequest request) {
        Charge ofAddress = new Charge(address, 1);
        return kindOf(request) == RequestKind.OTHER
                ? List.of(ofAddress)
                : List.of(new Charge(RateLimit.rolling(request.path(), 20, Duration.ofSeconds(1)), 1), ofAddress);
    }

    @Override
    public VenueResponse respond(VenueRequest request, MarketData data) {
        Instant now = data.now();
        return switch (kindOf(request)) {
            case TIME -> VenueResponse.json(BitgetBodies.time(now));
            case LISTING -> listing(request, data);
            case TICKERS -> tickers(request, data);
            case CANDLES -> candles(request, data);
            case OTHER -> VenueResponse.json(404, BitgetBodies.error(40404, "Request URL NOT FOUND", now));
        };
    }

    private VenueResponse listing(VenueRequest request, MarketData data) {
        return switch (request.path()) {
            case SPOT_SYMBOLS ->
                VenueResponse.json(BitgetBodies.spotSymbols(listed(data, Market::isSpot), data.now()));
            case COINS -> VenueResponse.json(BitgetCoins.coins(data.markets(), data.now()));
            case MARGIN -> VenueResponse.json(BitgetCoins.margin(listed(data, Market::isSpot), data.now()));
            default -> contracts(request, data);
        };
    }

    private VenueResponse tickers(VenueRequest request, MarketData data) {
        boolean spot = request.path().startsWith(SPOT);
        String type = request.text("productType");
        if (!spot && !PRODUCT_TYPES.contains(type)) {
            return VenueResponse.json(400, BitgetBodies.error(40020, "Parameter productType error", data.now()));
        }
        SequencedMap<String, ListedMarket> listed = listed(data,
                market -> spot ? market.isSpot() : isOfType(market, type));
        String symbol = request.text("symbol");
        if (!symbol.isEmpty()) {
            listed.keySet().retainAll(List.of(symbol));
        }
        return listed.isEmpty() && !symbol.isEmpty()
                ? VenueResponse.json(400, noSuchSymbol(spot, symbol, data.now()))
                : VenueResponse.json(BitgetTickers.body(Ticker.of(listed, data), data.now()));
    }

    private static String noSuchSymbol(boolean spot, String symbol, Instant now) {
        return spot
                ? BitgetBodies.error(40034, "Parameter " + symbol + " does not exist", now)
                : BitgetBodies.error(40309, "The symbol has been removed", now);
    }

    private VenueResponse contracts(VenueRequest request, MarketData data) {
        String productType = request.text("productType");
        return PRODUCT_TYPES.contains(productType)
                ? VenueResponse.json(BitgetBodies.contracts(listed(data, market -> isOfType(market, productType)),
                        data.now()))
                : VenueResponse.json(400, BitgetBodies.error(40020, "Parameter productType error", data.now()));
    }

    private static boolean isOfType(Market market, String productType) {
        return !market.isSpot() && BitgetNames.productType(market).equals(productType);
    }

    private static VenueResponse candles(VenueRequest request, MarketData data) {
        boolean spot = request.path().startsWith(SPOT);
        try {
            CandlesQuery query = request.path().endsWith("history-candles")
                    ? CandlesQuery.history(request, spot)
                    : CandlesQuery.recent(request, spot, data.now());
            return data.market(spot, query.symbol())
                    .filter(listed -> spot || isOfType(listed.market(), request.text("productType")))
                    .map(listed -> candles(listed, query, data))
                    .orElseGet(() -> VenueResponse.json(400, noSuchSymbol(spot, query.symbol(), data.now())));
        } catch (InvalidRequestException e) {
            return VenueResponse.json(400, BitgetBodies.error(e.code(), e.text(), data.now()));
        }
    }

    /// The body is empty while a new market has no candle yet.
    private static VenueResponse candles(ListedMarket listed, CandlesQuery query, MarketData data) {
        List<SourceRow> rows = data.rows(listed, query.timeframe(), query.window());
        Instant listedAt = listed.listedAt();
        boolean justListed = listedAt != null && listedAt.plus(JUST_LISTED).isAfter(data.now());
        return rows.isEmpty() && justListed
                ? VenueResponse.json("")
                : VenueResponse.json(BitgetBodies.candles(rows, listed.market().isSpot(), data.now()));
    }

    @Override
    public VenueResponse rateLimited(RateLimiter.Decision decision) {
        return decision.banned()
                ? VenueResponse.html(403)
                : VenueResponse.json(429, "{\"code\":\"429\",\"msg\":\"Too Many Requests\",\"data\":null}");
    }

    /// Bitget never sends a retry time.
    @Override
    public VenueResponse error(VenueError error, Duration retryAfter, Instant now) {
        return switch (error) {
            case TOO_MANY_REQUESTS -> VenueResponse.json(429, BitgetBodies.error(429, "Too Many Requests", now));
            case BAN, FIREWALL -> VenueResponse.html(403);
            case SERVER_ERROR ->
                VenueResponse.json(500, "{\"message\":\"failure to get a peer from the ring-balancer\"}");
            case MAINTENANCE ->
                VenueResponse.json(BitgetBodies.error(40200, "Server upgrade, please try again later", now));
        };
    }
}
