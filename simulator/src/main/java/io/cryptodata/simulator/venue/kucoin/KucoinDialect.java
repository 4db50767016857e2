package io.cryptodata.simulator.venue.kucoin;

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

/// KuCoin's clock and listings, of spot markets and of contracts. Bitcoin is `XBT` among the contracts. A market that was
/// renamed keeps its `symbol`; only its `name` follows.
///
/// [Spot](https://www.kucoin.com/docs-new/rest/spot-trading/market-data/get-all-symbols)
/// [Contracts](https://www.kucoin.com/docs-new/rest/futures-trading/market-data/get-all-symbols)
public final class KucoinDialect implements Dialect {
    /// The venue's id.
    public static final String EXCHANGE = "kucoin";
    private static final String TIME = "/api/v1/timestamp";
    private static final String SPOT = "/api/v2/symbols";
    private static final String FUTURES = "/api/v1/contracts/active";

    private final Limit publicWeight;

    /// With the limit that KuCoin documents.
    public KucoinDialect() {
        this(2000);
    }

    /// @param publicWeight what one address may use in thirty seconds; less than usual to see the limit sooner
    public KucoinDialect(int publicWeight) {
        this.publicWeight = Limit.rolling("public weight", publicWeight, Duration.ofSeconds(30));
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public String symbolOf(ListedMarket listed) {
        Market market = listed.market();
        return market.isSpot()
                ? market.base() + "-" + market.quote()
                : KucoinBodies.inContracts(market.base()) + KucoinBodies.inContracts(market.quote()) + "M";
    }

    @Override
    public RequestKind kindOf(VenueRequest asked) {
        return switch (asked.path()) {
            case TIME -> RequestKind.TIME;
            case SPOT, FUTURES -> RequestKind.LISTING;
            default -> RequestKind.OTHER;
        };
    }

    @Override
    public List<Use> usesOf(VenueRequest asked) {
        return List.of(new Use(publicWeight, asked.path().equals(SPOT) ? 4 : 3));
    }

    @Override
    public Reply answer(VenueRequest asked, View view) {
        return switch (asked.path()) {
            case TIME -> Reply.json(KucoinBodies.time(view.now()));
            case SPOT -> Reply.json(KucoinBodies.symbols(listed(view, true)));
            case FUTURES -> Reply.json(KucoinBodies.contracts(listed(view, false)));
            default -> Reply.json(404, KucoinBodies.error("404", "This simulation has no " + asked.path()));
        };
    }

    private Map<String, ListedMarket> listed(View view, boolean spot) {
        Map<String, ListedMarket> listed = new LinkedHashMap<>();
        view.markets().stream().filter(market -> market.market().isSpot() == spot)
                .forEach(market -> listed.put(symbolOf(market), market));
        return listed;
    }

    @Override
    public Reply refused(LimitMeter.Standing standing) {
        return standing.banned() ? Reply.html(403) : tooMany();
    }

    @Override
    public Reply said(Trouble trouble, Duration retryAfter, Instant now) {
        return switch (trouble) {
            case TOO_MANY_REQUESTS -> tooMany().with("gw-ratelimit-reset", Long.toString(retryAfter.toMillis()));
            case BAN, FIREWALL -> Reply.html(403);
            case SERVER_ERROR -> Reply.json(500, KucoinBodies.error("500000", "Internal Server Error"));
            case MAINTENANCE -> Reply.json(503, KucoinBodies.error("500000", "The service is being upgraded"));
        };
    }

    private static Reply tooMany() {
        return Reply.json(429, KucoinBodies.error("429000", "Too Many Requests"));
    }

    /// The pool, what is left of it, and in how many milliseconds it is full again.
    @Override
    public Reply withUsage(Reply reply, List<LimitMeter.Standing> standings) {
        LimitMeter.Standing standing = standings.getFirst();
        Duration reset = standing.retryAfter() == null ? standing.limit().period() : standing.retryAfter();
        Reply told = reply.with("gw-ratelimit-limit", Integer.toString(standing.limit().weight()))
                .with("gw-ratelimit-remaining",
                        Integer.toString(Math.max(0, standing.limit().weight() - standing.used())));
        return reply.headers().containsKey("gw-ratelimit-reset") || reply.status() == 403
                ? told
                : told.with("gw-ratelimit-reset", Long.toString(reset.toMillis()));
    }
}
