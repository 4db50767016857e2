package io.cryptodata.simulator.venue.gate;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.VenueTraits;
import io.cryptodata.simulator.venue.Currencies;
import io.cryptodata.simulator.venue.Dialect;
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
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The candles and listings of Gate.io: spot markets, and contracts by settlement currency. A contract has the same name as
/// its spot market.
///
/// [API](https://www.gate.com/docs/developers/apiv4/en/)
public final class GateDialect implements Dialect {
    public static final String EXCHANGE = "gate";
    private static final String ROOT = "/api/v4/";
    private static final String TIME = ROOT + "spot/time";
    private static final String SPOT = ROOT + "spot/currency_pairs";
    private static final String SPOT_CANDLES = ROOT + "spot/candlesticks";
    private static final String SPOT_TICKERS = ROOT + "spot/tickers";
    private static final String CURRENCIES = ROOT + "spot/currencies";
    /// spot markets with margin, contracts with delivery and underlyings of options: there are none
    private static final Set<String> WITHOUT_MARKETS = Set.of(ROOT + "margin/currency_pairs",
            ROOT + "delivery/usdt/contracts", ROOT + "delivery/btc/contracts", ROOT + "options/underlyings");
    /// with the settlement currency and the resource
    private static final Pattern FUTURES = Pattern
            .compile(ROOT + "futures/(usdt|btc)/(contracts|candlesticks|tickers)");

    private final int requestsPerEndpoint;

    /// With the documented limits.
    public GateDialect() {
        this(200);
    }

    /// @param requestsPerEndpoint per address and ten seconds
    public GateDialect(int requestsPerEndpoint) {
        this.requestsPerEndpoint = requestsPerEndpoint;
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public VenueTraits traits() {
        return VenueTraits.DEFAULT.omittingQuietHours();
    }

    @Override
    public String symbolOf(Market market) {
        return market.base() + "_" + market.quote();
    }

    @Override
    public RequestKind kindOf(VenueRequest request) {
        Matcher futures = FUTURES.matcher(request.path());
        if (futures.matches()) {
            return switch (futures.group(2)) {
                case "contracts" -> RequestKind.LISTING;
                case "tickers" -> RequestKind.TICKERS;
                default -> RequestKind.CANDLES;
            };
        }
        return switch (request.path()) {
            case TIME -> RequestKind.TIME;
            case SPOT, CURRENCIES -> RequestKind.LISTING;
            case SPOT_CANDLES -> RequestKind.CANDLES;
            case SPOT_TICKERS -> RequestKind.TICKERS;
            default -> WITHOUT_MARKETS.contains(request.path()) ? RequestKind.LISTING : RequestKind.OTHER;
        };
    }

    /// One limit per endpoint.
    @Override
    public List<Charge> chargesOf(VenueRequest request) {
        String endpoint = kindOf(request) == RequestKind.OTHER ? "others" : request.path();
        return List.of(new Charge(RateLimit.rolling(endpoint, requestsPerEndpoint, Duration.ofSeconds(10)), 1));
    }

    @Override
    public VenueResponse respond(VenueRequest request, MarketData data) {
        try {
            return switch (kindOf(request)) {
                case TIME -> VenueResponse.json(GateBodies.time(data.now()));
                case LISTING -> VenueResponse.json(listing(request, data));
                case CANDLES -> VenueResponse.json(candles(request, data));
                case TICKERS -> VenueResponse.json(tickers(request, data));
                case OTHER -> VenueResponse.json(404,
                        GateBodies.error("NOT_FOUND", "This simulation has no " + request.path()));
            };
        } catch (GateException e) {
            return VenueResponse.json(400, e.body());
        }
    }

    private String listing(VenueRequest request, MarketData data) {
        if (WITHOUT_MARKETS.contains(request.path())) {
            return "[]";
        }
        return switch (request.path()) {
            case SPOT -> GateBodies.pairs(listed(data, Market::isSpot));
            case CURRENCIES -> GateBodies.currencies(Currencies.of(data.markets()));
            default -> GateBodies.contracts(listed(data, ofApi(request)));
        };
    }

    private String candles(VenueRequest request, MarketData data) throws GateException {
        boolean spot = request.path().equals(SPOT_CANDLES);
        String symbol = request.text(spot ? "currency_pair" : "contract");
        ListedMarket market = listed(data, ofApi(request)).get(symbol);
        if (market == null) {
            throw unknown(spot, symbol);
        }
        CandlesQuery query = CandlesQuery.of(request, spot, data.now());
        return spot ? GateCandles.spot(market, query, data) : GateCandles.contracts(market, query, data);
    }

    private String tickers(VenueRequest request, MarketData data) throws GateException {
        boolean spot = request.path().equals(SPOT_TICKERS);
        SequencedMap<String, ListedMarket> listed = listed(data, ofApi(request));
        String symbol = request.text(spot ? "currency_pair" : "contract");
        if (!symbol.isEmpty()) {
            listed.keySet().retainAll(List.of(symbol));
            if (listed.isEmpty()) {
                throw unknown(spot, symbol);
            }
        }
        return GateTickers.body(Ticker.of(listed, data));
    }

    private static GateException unknown(boolean spot, String symbol) {
        return spot
                ? new GateException("INVALID_CURRENCY_PAIR", "Invalid currency pair " + symbol)
                : new GateException("CONTRACT_NOT_FOUND", "Contract " + symbol + " not found");
    }

    /// Spot markets, or the contracts of the settlement currency in the path.
    private static Predicate<Market> ofApi(VenueRequest request) {
        Matcher futures = FUTURES.matcher(request.path());
        return futures.matches() ? settledIn(futures.group(1).toUpperCase(Locale.ROOT)) : Market::isSpot;
    }

    private static Predicate<Market> settledIn(String currency) {
        return market -> currency.equals(market.settle());
    }

    @Override
    public VenueResponse rateLimited(RateLimiter.Decision decision) {
        return decision.banned() ? VenueResponse.html(403) : tooManyRequests();
    }

    @Override
    public VenueResponse error(VenueError error, Duration retryAfter, Instant now) {
        return switch (error) {
            case TOO_MANY_REQUESTS -> tooManyRequests();
            case BAN, FIREWALL -> VenueResponse.html(403);
            case SERVER_ERROR -> VenueResponse.json(500, GateBodies.error("INTERNAL", "Internal server error"));
            case MAINTENANCE ->
                VenueResponse.json(503, GateBodies.error("SERVER_ERROR", "The system is under maintenance"));
        };
    }

    private static VenueResponse tooManyRequests() {
        return VenueResponse.json(429, GateBodies.error("TOO_MANY_REQUESTS", "Request Rate limit Exceeded"));
    }

    @Override
    public VenueResponse withUsageHeaders(VenueResponse response, List<RateLimiter.Decision> decisions) {
        RateLimiter.Decision decision = decisions.getFirst();
        return response.withHeader("X-Gate-RateLimit-Limit", Integer.toString(decision.limit().weight()))
                .withHeader("X-Gate-RateLimit-Requests-Remain", Integer.toString(decision.remaining()));
    }
}
