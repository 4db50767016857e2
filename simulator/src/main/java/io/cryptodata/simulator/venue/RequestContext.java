package io.cryptodata.simulator.venue;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The market data of one request with its fault applied. Records which candles were served.
final class RequestContext implements MarketData {
    private static final long HOUR = 3_600_000;

    private final CandleSource source;
    private final SymbolIndex symbols;
    private final Instant now;
    private final MarketFaults marketFaults;
    private final List<ListedMarket> markets;
    private @Nullable RowFault rowFault;
    private @Nullable ListingFault listingFault;
    private Fault.@Nullable Row badRow;
    private @Nullable RowDamage damage;
    private boolean isUnreadable;
    private @Nullable ServedPage served;

    RequestContext(CandleSource source, SymbolIndex symbols, Instant now, MarketFaults marketFaults) {
        this.source = source;
        this.symbols = symbols;
        this.now = now;
        this.marketFaults = marketFaults;
        this.markets = source.markets(now);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public List<ListedMarket> markets() {
        return listingFault == null ? markets : listingFault.apply(markets);
    }

    @Override
    public Optional<ListedMarket> market(boolean spot, String symbol) {
        return Optional.ofNullable(symbols.of(markets).market(spot, symbol));
    }

    @Override
    public List<SourceRow> rows(ListedMarket market, Window window) {
        RowFault fault = rowFault;
        Window read = fault == null ? window : fault.effectiveWindow(window);
        List<SourceRow> stored = withMarketFaults(market.market(), source.rows(market.market(), read, now), window);
        List<SourceRow> rows = fault == null ? stored : fault.apply(stored, now);
        // a request for one row only finds the first candle of a market
        boolean asRequested = window.limit() > 1 && read.equals(window);
        served = new ServedPage(market, rows, now, asRequested);
        return rows;
    }

    private List<SourceRow> withMarketFaults(Market market, List<SourceRow> stored, Window window) {
        if (stored.isEmpty() || window.limit() == 1 && stored.getFirst().openTime() != window.from()) {
            return stored;
        }
        if (rowFault == null && marketFaults.isEmptied(market, stored, now)) {
            return List.of();
        }
        List<SourceRow> rows = stored;
        for (int i = 0; i < stored.size(); i++) {
            long hour = Math.floorDiv(stored.get(i).openTime(), HOUR);
            isUnreadable = isUnreadable || marketFaults.isUnreadable(market, hour, now);
            RowDamage always = marketFaults.damageOf(market, hour);
            rows = always == null ? rows : damaged(rows, i, always);
        }
        Fault.Row bad = badRow;
        return bad == null ? rows : damaged(rows, (int) (bad.position() * rows.size()), bad.damage());
    }

    private List<SourceRow> damaged(List<SourceRow> rows, int index, RowDamage how) {
        damage = how;
        return RowDamage.marked(rows, index);
    }

    @Override
    public List<SourceRow> history(ListedMarket market, Window window) {
        return source.rows(market.market(), window, now);
    }

    RequestContext with(RowFault fault) {
        rowFault = fault;
        return this;
    }

    RequestContext with(Fault.Row row) {
        badRow = row;
        return this;
    }

    RequestContext with(ListingFault fault) {
        listingFault = fault;
        return this;
    }

    /// A response that cannot be parsed: nothing was served.
    VenueResponse unreadable(VenueResponse response) {
        served = null;
        return response;
    }

    /// The response with the faults of its rows.
    VenueResponse finish(VenueResponse response) {
        VenueResponse finished = damage == null ? response : damage.applyTo(response);
        if (isUnreadable) {
            return unreadable(finished.truncated());
        }
        return damage != null && damage.hidesOtherRows(finished) ? unreadable(finished) : finished;
    }

    @Nullable
    ServedPage served() {
        return served;
    }
}
