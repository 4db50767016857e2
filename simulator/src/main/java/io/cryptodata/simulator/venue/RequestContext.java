package io.cryptodata.simulator.venue;

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
    private final CandleSource source;
    private final SymbolIndex symbols;
    private final Instant now;
    private final List<ListedMarket> markets;
    private @Nullable RowFault rowFault;
    private @Nullable ListingFault listingFault;
    private @Nullable ServedPage served;

    RequestContext(CandleSource source, SymbolIndex symbols, Instant now) {
        this.source = source;
        this.symbols = symbols;
        this.now = now;
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
        List<SourceRow> stored = source.rows(market.market(), read, now);
        List<SourceRow> rows = fault == null ? stored : fault.apply(stored, now);
        // a request for one row only finds the first candle of a market
        boolean asRequested = window.limit() > 1 && read.equals(window);
        served = new ServedPage(market, rows, now, asRequested);
        return rows;
    }

    @Override
    public List<SourceRow> history(ListedMarket market, Window window) {
        return source.rows(market.market(), window, now);
    }

    RequestContext with(RowFault fault) {
        rowFault = fault;
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

    @Nullable
    ServedPage served() {
        return served;
    }
}
