package io.cryptodata.simulator.venue.kraken;

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

/// Kraken's clock and the listing of its spot markets. Its contracts are another venue's. Errors come with status 200.
///
/// [API](https://docs.kraken.com/api/docs/rest-api/get-tradable-asset-pairs)
public final class KrakenDialect implements Dialect {
    /// The venue's id.
    public static final String EXCHANGE = "kraken";
    private static final String ROOT = "/0/public/";
    private static final String TIME = ROOT + "Time";
    private static final String PAIRS = ROOT + "AssetPairs";

    private final Limit requests;

    /// With the limit that Kraken documents.
    public KrakenDialect() {
        this(1);
    }

    /// @param requestsPerSecond what one address may ask in a second; more than usual for who does not pace itself
    public KrakenDialect(int requestsPerSecond) {
        this.requests = Limit.rolling("public requests", requestsPerSecond, Duration.ofSeconds(1)).banning(10,
                Duration.ofMinutes(15));
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public String symbolOf(ListedMarket listed) {
        String renamed = listed.symbol();
        return renamed == null ? KrakenNames.idOf(listed.market()) : renamed;
    }

    @Override
    public RequestKind kindOf(VenueRequest asked) {
        return switch (asked.path()) {
            case TIME -> RequestKind.TIME;
            case PAIRS -> RequestKind.LISTING;
            default -> RequestKind.OTHER;
        };
    }

    @Override
    public List<Use> usesOf(VenueRequest asked) {
        return List.of(new Use(requests, 1));
    }

    @Override
    public Reply answer(VenueRequest asked, View view) {
        return switch (asked.path()) {
            case TIME -> Reply.json(KrakenBodies.time(view.now()));
            case PAIRS -> Reply.json(KrakenBodies.pairs(listed(view)));
            default -> Reply.json(KrakenBodies.error("EGeneral:Unknown method"));
        };
    }

    private Map<String, ListedMarket> listed(View view) {
        Map<String, ListedMarket> listed = new LinkedHashMap<>();
        view.markets().stream().filter(market -> market.market().isSpot())
                .forEach(market -> listed.put(symbolOf(market), market));
        return listed;
    }

    @Override
    public Reply refused(LimitMeter.Standing standing) {
        return Reply.json(KrakenBodies.error(
                standing.banned() ? "EGeneral:Temporary lockout" : "EGeneral:Too many requests"));
    }

    @Override
    public Reply said(Trouble trouble, Duration retryAfter, Instant now) {
        return switch (trouble) {
            case TOO_MANY_REQUESTS -> Reply.json(KrakenBodies.error("EGeneral:Too many requests"));
            case BAN -> Reply.json(KrakenBodies.error("EGeneral:Temporary lockout"));
            case FIREWALL -> Reply.html(403);
            case SERVER_ERROR -> Reply.html(520);
            case MAINTENANCE -> Reply.json(KrakenBodies.error("EService:Unavailable"));
        };
    }
}
