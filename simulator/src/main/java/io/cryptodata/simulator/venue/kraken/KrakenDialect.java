package io.cryptodata.simulator.venue.kraken;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The candles and the listing of Kraken's spot markets. Contracts belong to another venue, Kraken Futures. Errors have
/// status 200.
///
/// [API](https://docs.kraken.com/api/docs/rest-api/get-tradable-asset-pairs)
public final class KrakenDialect implements Dialect {
    public static final String EXCHANGE = "kraken";
    private static final String ROOT = "/0/public/";
    private static final String TIME = ROOT + "Time";
    private static final String PAIRS = ROOT + "AssetPairs";
    private static final String ASSETS = ROOT + "Assets";
    private static final String CANDLES = ROOT + "OHLC";
    private static final String TICKERS = ROOT + "Ticker";
    private static final String UNKNOWN_PAIR = KrakenBodies.error("EQuery:Unknown asset pair");

    /// over which the requests per second are counted
    private static final int SECONDS = 4;

    private final RateLimit requests;

    /// With the documented limit.
    public KrakenDialect() {
        this(1);
    }

    /// @param requestsPerSecond per address
    public KrakenDialect(int requestsPerSecond) {
        this.requests = RateLimit.rolling("public requests", SECONDS * requestsPerSecond, Duration.ofSeconds(SECONDS))
                .withBan(10,
                        Duration.ofMinutes(15));
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public VenueTraits traits() {
        return VenueTraits.DEFAULT.quotingInDollars().withoutContracts()
                .serving(KrakenCandles.ENDED_ROWS);
    }

    @Override
    public String symbolOf(Market market) {
        return KrakenNames.idOf(market);
    }

    @Override
    public RequestKind kindOf(VenueRequest request) {
        return switch (request.path()) {
            case TIME -> RequestKind.TIME;
            case PAIRS, ASSETS -> RequestKind.LISTING;
            case CANDLES -> RequestKind.CANDLES;
            case TICKERS -> RequestKind.TICKERS;
            default -> RequestKind.OTHER;
        };
    }

    @Override
    public List<Charge> chargesOf(VenueRequest request) {
        return List.of(new Charge(requests, 1));
    }

    @Override
    public VenueResponse respond(VenueRequest request, MarketData data) {
        return switch (request.path()) {
            case TIME -> VenueResponse.json(KrakenBodies.time(data.now()));
            case PAIRS -> VenueResponse.json(KrakenBodies.pairs(listed(data, Market::isSpot)));
            case ASSETS -> VenueResponse.json(KrakenBodies.assets(Currencies.of(data.markets())));
            case CANDLES -> VenueResponse.json(candles(request, data));
            case TICKERS -> VenueResponse.json(tickers(request, data));
            default -> VenueResponse.json(KrakenBodies.error("EGeneral:Unknown method"));
        };
    }

    private String candles(VenueRequest request, MarketData data) {
        Optional<Map.Entry<String, ListedMarket>> market = pair(request.text("pair"), listed(data, Market::isSpot));
        if (market.isEmpty()) {
            return UNKNOWN_PAIR;
        }
        return KrakenCandles.timeframe(request)
                .map(timeframe -> KrakenCandles.body(market.get().getKey(), market.get().getValue(), timeframe, request,
                        data))
                .orElseGet(() -> KrakenBodies.error("EGeneral:Invalid arguments"));
    }

    /// All pairs, or those of a list with commas.
    private String tickers(VenueRequest request, MarketData data) {
        SequencedMap<String, ListedMarket> listed = listed(data, Market::isSpot);
        if (request.text("pair").isEmpty()) {
            return KrakenTickers.body(Ticker.of(listed, data));
        }
        SequencedMap<String, ListedMarket> requested = new LinkedHashMap<>();
        for (String name : request.text("pair").split(",")) {
            Optional<Map.Entry<String, ListedMarket>> market = pair(name, listed);
            if (market.isEmpty()) {
                return UNKNOWN_PAIR;
            }
            requested.put(market.get().getKey(), market.get().getValue());
        }
        return KrakenTickers.body(Ticker.of(requested, data));
    }

    /// The pair of a name or an alternative name.
    private static Optional<Map.Entry<String, ListedMarket>> pair(String name, Map<String, ListedMarket> listed) {
        return listed.entrySet().stream().filter(each -> name.equals(each.getKey())
                || name.equals(KrakenNames.alternativeName(each.getValue().market()))).findFirst();
    }

    @Override
    public VenueResponse rateLimited(RateLimiter.Decision decision) {
        return VenueResponse.json(KrakenBodies.error(
                decision.banned() ? "EGeneral:Temporary lockout" : "EGeneral:Too many requests"));
    }

    @Override
    public VenueResponse error(VenueError error, Duration retryAfter, Instant now) {
        return switch (error) {
            case TOO_MANY_REQUESTS -> VenueResponse.json(KrakenBodies.error("EGeneral:Too many requests"));
            case BAN -> VenueResponse.json(KrakenBodies.error("EGeneral:Temporary lockout"));
            case FIREWALL -> VenueResponse.html(403);
            case SERVER_ERROR -> VenueResponse.html(520);
            case MAINTENANCE -> VenueResponse.json(KrakenBodies.error("EService:Unavailable"));
        };
    }
}
