package io.cryptodata.producers.venue.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.venue.CurrencyNames;
import io.cryptodata.producers.venue.Listing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Kraken's names and states as ours: the market `XXBTZUSD` of `XXBT` and `ZUSD`, also called `XBT/USD`, is `BTC/USD`.
///
/// Kraken's oldest currencies carry an `X` or, if they are a state's, a `Z` before a name of three letters. Younger names
/// may begin with these letters too (`XTZ`, `ZETA`), so that the clean name beside them is taken where there is one.
final class KrakenSymbols {
    private static final Logger LOG = LoggerFactory.getLogger(KrakenSymbols.class);
    private static final CurrencyNames NAMES = CurrencyNames.of(KrakenClient.EXCHANGE, Map.of("XDG", "DOGE", "LUNA",
            "LUNC", "LUNA2", "LUNA", "UST", "USTC", "REP", "REPV1", "REPV2", "REP", "FEE", "KFEE"));
    private static final String DARK_POOL = ".d";

    private KrakenSymbols() {}

    /// Every market that has a unified name; the others are named in the log. Dark pools, which would have the name of the
    /// market beside them, are left out.
    static List<Listing> listings(JsonNode pairs) {
        List<Listing> listings = new ArrayList<>(pairs.size());
        for (Map.Entry<String, JsonNode> pair : pairs.properties()) {
            try {
                if (!pair.getKey().endsWith(DARK_POOL)) {
                    listings.add(listing(pair.getKey(), pair.getValue()));
                }
            } catch (IllegalArgumentException e) {
                LOG.warn("kraken lists a market without a unified name ({}): {}", e.getMessage(), pair.getKey());
            }
        }
        return listings;
    }

    private static Listing listing(String name, JsonNode pair) {
        // listings from before there was a status held only what traded
        String status = pair.path("status").asText("online");
        return Listing.of(market(pair), name, status.equals("online"), status);
    }

    private static Market market(JsonNode pair) {
        String[] clean = pair.path("wsname").asText().split("/", -1);
        return clean.length == 2
                ? NAMES.spot(renamed(clean[0]), renamed(clean[1]))
                : NAMES.spot(renamed(withoutPrefix(pair.path("base").asText())),
                        renamed(withoutPrefix(pair.path("quote").asText())));
    }

    /// What follows a dot says how a coin is held, as in `ETH2.S`; only what stands before it is a name.
    private static String renamed(String currency) {
        int dot = currency.indexOf('.');
        return dot < 0 ? currency : NAMES.unified(currency.substring(0, dot)) + currency.substring(dot);
    }

    private static String withoutPrefix(String currency) {
        boolean prefixed = currency.length() == 4 && (currency.startsWith("X") || currency.startsWith("Z"));
        return prefixed ? currency.substring(1) : currency;
    }
}
