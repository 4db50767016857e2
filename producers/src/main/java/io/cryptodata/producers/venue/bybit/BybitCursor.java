package io.cryptodata.producers.venue.bybit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Which part of the listing is meant: of which kind of markets, and from where on.
///
/// @param venueCursor Bybit's own, as it said it; empty for the first part of a kind
record BybitCursor(BybitApi api, String venueCursor) {
    private static final int MOST_INSTRUMENTS = 1000;
    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9%._~-]+");

    /// What [#next(String)] once wrote; empty for the very first part.
    static BybitCursor of(String text) {
        int blank = text.indexOf(' ');
        return text.isEmpty()
                ? new BybitCursor(BybitApi.SPOT, "")
                : new BybitCursor(BybitApi.valueOf(text.substring(0, blank)), text.substring(blank + 1));
    }

    /// Spot markets come in one piece, whatever the limit. Bybit says its cursor encoded already.
    String query() {
        if (api == BybitApi.SPOT) {
            return "";
        }
        String encoded = ENCODED.matcher(venueCursor).matches()
                ? venueCursor
                : URLEncoder.encode(venueCursor, StandardCharsets.UTF_8);
        return "&limit=" + MOST_INSTRUMENTS + (venueCursor.isEmpty() ? "" : "&cursor=" + encoded);
    }

    /// The part after this one; empty after the last.
    ///
    /// @param nextOfVenue what Bybit said comes next; empty when this kind is complete
    String next(String nextOfVenue) {
        if (!nextOfVenue.isEmpty()) {
            return api.name() + " " + nextOfVenue;
        }
        BybitApi[] all = BybitApi.values();
        return api.ordinal() + 1 < all.length ? all[api.ordinal() + 1].name() + " " : "";
    }
}
