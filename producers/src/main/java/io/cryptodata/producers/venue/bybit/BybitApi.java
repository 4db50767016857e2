package io.cryptodata.producers.venue.bybit;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.venue.CandleRequests;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Bybit's kinds of markets: the same requests at the same host, with the kind as a parameter.
enum BybitApi {
    SPOT("spot"),
    /// settled in the quote
    LINEAR("linear"),
    /// settled in the base; only listed
    INVERSE("inverse");

    private static final int MOST_INSTRUMENTS = 1000;
    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9%._~-]+");

    private final String category;

    BybitApi(String category) {
        this.category = category;
    }

    String category() {
        return category;
    }

    /// The kind of a market whose candles are fetched.
    ///
    /// @throws IllegalArgumentException if they are not fetched
    static BybitApi of(Market market) {
        CandleRequests.checkNotInverse(market);
        return market.isSpot() ? SPOT : LINEAR;
    }

    /// Spot markets come in one part, whatever the limit. Bybit's cursors are already encoded.
    ///
    /// @param cursor as Bybit reported it; empty for the first part
    String listingQuery(String cursor) {
        String kind = "instruments-info?category=" + category;
        if (this == SPOT) {
            return kind;
        }
        String encoded = ENCODED.matcher(cursor).matches() ? cursor : URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        return kind + "&limit=" + MOST_INSTRUMENTS + (cursor.isEmpty() ? "" : "&cursor=" + encoded);
    }
}
