package io.cryptodata.simulator.venue.bybit;

import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.venue.VenueRequest;
import io.cryptodata.simulator.venue.View;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The parameters of `instruments-info` as Bybit reads them: spot markets come in one piece, contracts in parts with a
/// cursor to the next.
///
/// @param from how many instruments came before this part
record InstrumentsQuery(Category category, String symbol, int from, int limit) {
    private static final int DEFAULT_LIMIT = 500;
    private static final int MAX_LIMIT = 1000;
    private static final String CURSOR = "page_token=";

    /// A part of the listing.
    ///
    /// @param listed by the venue's names, in its order
    /// @param cursor to be handed over as it is; empty after the last part
    record Page(Category category, Map<String, ListedMarket> listed, String cursor) {}

    static InstrumentsQuery of(VenueRequest asked) throws BybitRefusal {
        Category category = Category.of(asked);
        int limit = category == Category.SPOT
                ? Integer.MAX_VALUE
                : (int) Math.clamp(asked.number("limit", DEFAULT_LIMIT), 1, MAX_LIMIT);
        // people hand the cursor over as it is, or encode it once more: Bybit understands both
        String cursor = asked.text("cursor").replace("%3D", "=").replace("%26", "&");
        if (!cursor.isEmpty() && !cursor.matches(CURSOR + "\\d{1,9}&")) {
            throw new BybitRefusal("params error: cursor invalid");
        }
        int from = cursor.isEmpty() ? 0 : Integer.parseInt(cursor.substring(CURSOR.length(), cursor.length() - 1));
        return new InstrumentsQuery(category, asked.text("symbol"), from, limit);
    }

    Page page(View view, BybitDialect dialect) {
        List<ListedMarket> all = view.markets().stream().filter(one -> Category.of(one.market()) == category)
                .filter(one -> symbol.isEmpty() || symbol.equals(dialect.symbolOf(one))).toList();
        int start = Math.min(from, all.size());
        int end = (int) Math.min((long) start + limit, all.size());
        Map<String, ListedMarket> listed = new LinkedHashMap<>();
        all.subList(start, end).forEach(one -> listed.put(dialect.symbolOf(one), one));
        return new Page(category, listed, end < all.size() ? "page_token%3D" + end + "%26" : "");
    }
}
