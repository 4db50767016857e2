package io.cryptodata.simulator.venue;

import io.cryptodata.simulator.market.CandleSource;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a venue knows while it answers one request, and what it said of candles.
final class Moment implements View {
    private final CandleSource source;
    private final Symbols symbols;
    private final Instant now;
    private final List<ListedMarket> markets;
    private @Nullable RowTrouble trouble;
    private @Nullable ListingTrouble listing;
    private SimulatedVenue.@Nullable Served served;

    Moment(CandleSource source, Symbols symbols, Instant now) {
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
        return listing == null ? markets : listing.of(markets);
    }

    @Override
    public Optional<ListedMarket> market(boolean spot, String symbol) {
        return Optional.ofNullable(symbols.of(markets).market(spot, symbol));
    }

    @Override
    public List<SourceRow> rows(ListedMarket market, Window window) {
        RowTrouble wrong = trouble;
        List<SourceRow> rows = wrong == null
                ? source.rows(market.market(), window, now)
                : wrong.of(source.rows(market.market(), wrong.instead(window), now), now);
        // one row answers where a market begins, and rows from elsewhere answer nothing that was asked
        boolean answers = window.limit() > 1 && (wrong == null || wrong.instead(window).equals(window));
        served = new SimulatedVenue.Served(market, rows, now, answers);
        return rows;
    }

    @Override
    public List<SourceRow> history(ListedMarket market, Window window) {
        return source.rows(market.market(), window, now);
    }

    /// From now on its rows come otherwise than they should.
    Moment with(RowTrouble wrong) {
        trouble = wrong;
        return this;
    }

    /// From now on it lists less than there is.
    Moment with(ListingTrouble wrong) {
        listing = wrong;
        return this;
    }

    /// The answer cannot be understood, so that nothing was served.
    Reply unheard(Reply reply) {
        served = null;
        return reply;
    }

    SimulatedVenue.@Nullable Served served() {
        return served;
    }
}
