package io.cryptodata.simulator.venue.bybit;

import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.venue.InvalidRequestException;
import io.cryptodata.simulator.venue.MarketData;
import io.cryptodata.simulator.venue.VenueRequest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The parameters of Bybit's `instruments-info`: spot markets come on one page, contracts on pages with a cursor.
///
/// @param status only instruments with it; empty for all
/// @param from number of instruments before this page
record InstrumentsQuery(Category category, String symbol, String status, int from, int limit) {
    private static final int DEFAULT_LIMIT = 500;
    private static final int MAX_LIMIT = 1000;
    private static final String CURSOR = "page_token=";

    /// A page of the listing.
    ///
    /// @param listed by symbol, in the order of the listing
    /// @param cursor of the next page; empty on the last one
    record Page(Category category, Map<String, ListedMarket> listed, String cursor) {}

    static InstrumentsQuery of(VenueRequest request) throws InvalidRequestException {
        Category category = Category.of(request);
        int limit = category == Category.SPOT
                ? Integer.MAX_VALUE
                : (int) Math.clamp(request.number("limit", DEFAULT_LIMIT), 1, MAX_LIMIT);
        // Bybit accepts the cursor as it was sent and encoded once more
        String cursor = request.text("cursor").replace("%3D", "=").replace("%26", "&");
        if (!cursor.isEmpty() && !cursor.matches(CURSOR + "\\d{1,9}&")) {
            throw BybitDialect.invalid("params error: cursor invalid");
        }
        int from = cursor.isEmpty() ? 0 : Integer.parseInt(cursor.substring(CURSOR.length(), cursor.length() - 1));
        return new InstrumentsQuery(category, request.text("symbol"), request.text("status"), from, limit);
    }

    Page page(MarketData data, BybitDialect dialect) {
        List<ListedMarket> all = data.markets().stream().filter(one -> Category.of(one.market()) == category)
                .filter(one -> symbol.isEmpty() || symbol.equals(dialect.symbolOf(one)))
                .filter(one -> status.isEmpty() || status.equals(BybitBodies.statusOf(one))).toList();
        int start = Math.min(from, all.size());
        int end = (int) Math.min((long) start + limit, all.size());
        Map<String, ListedMarket> listed = new LinkedHashMap<>();
        all.subList(start, end).forEach(one -> listed.put(dialect.symbolOf(one), one));
        return new Page(category, listed, end < all.size() ? "page_token%3D" + end + "%26" : "");
    }
}
