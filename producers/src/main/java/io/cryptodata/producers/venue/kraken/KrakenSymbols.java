package io.cryptodata.producers.venue.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.venue.CurrencyNames;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ListingRows;
import io.cryptodata.producers.venue.MarketFields;
import io.cryptodata.producers.venue.StatusWords;
import io.cryptodata.producers.venue.VenueListing;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Kraken's names and states as ours: the market `XXBTZUSD` of `XXBT` and `ZUSD`, also called `XBT/USD`, is `BTC/USD`.
///
/// Kraken's oldest currencies carry an `X` or, if they are a state's, a `Z` before a name of three letters. Younger names
/// may start with these letters too (`XTZ`, `ZETA`), so that the clean name in `wsname` is used where there is one.
final class KrakenSymbols {
    private static final CurrencyNames NAMES = CurrencyNames.of(KrakenClient.EXCHANGE, Map.of("XDG", "DOGE", "LUNA",
            "LUNC", "LUNA2", "LUNA", "UST", "USTC", "REP", "REPV1", "REPV2", "REP", "FEE", "KFEE"));
    /// [pairs](https://docs.kraken.com/api/docs/rest-api/get-tradable-asset-pairs)
    private static final StatusWords STATUS = StatusWords.of(Set.of("online"),
            Set.of("cancel_only", "post_only", "limit_only", "reduce_only"));
    private static final String DARK_POOL = ".d";
    /// separates the name of a pair from the kind of a synthetic market on it, as in `ZECUSD:BTNL`
    private static final String SYNTHETIC = ":";

    private KrakenSymbols() {}

    /// Every market that has a unified symbol. Dark pools and synthetic markets, which would have the symbol of the market
    /// beside them, are left out.
    static VenueListing listings(JsonNode pairs) {
        return ListingRows.of(KrakenClient.EXCHANGE, pairs.properties(), Map.Entry::getKey,
                pair -> isBesideAMarket(pair.getKey())
                        || isBesideAMarket(JsonBody.text(pair.getValue().path("altname")))
                                ? Optional.empty()
                                : Optional.of(listing(pair.getKey(), ListingRows.object(pair.getValue()))));
    }

    private static boolean isBesideAMarket(String name) {
        return name.endsWith(DARK_POOL) || name.contains(SYNTHETIC);
    }

    private static Listing listing(String name, JsonNode pair) {
        // listings from before the status was introduced held only tradable markets
        String served = JsonBody.text(pair.path("status"));
        String status = served.isEmpty() ? "online" : served;
        return new Listing(market(pair), name, STATUS.state(status), null, BigDecimal.ONE);
    }

    private static Market market(JsonNode pair) {
        String[] clean = MarketFields.text(pair, "wsname").split("/", -1);
        return clean.length == 2
                ? NAMES.spot(renamed(clean[0]), renamed(clean[1]))
                : NAMES.spot(renamed(withoutPrefix(MarketFields.required(pair, "base"))),
                        renamed(withoutPrefix(MarketFields.required(pair, "quote"))));
    }

    /// The suffix after a dot is how a coin is held, as in `ETH2.S`; only the part before it is a name.
    private static String renamed(String currency) {
        int dot = currency.indexOf('.');
        return dot < 0 ? currency : NAMES.unified(currency.substring(0, dot)) + currency.substring(dot);
    }

    private static String withoutPrefix(String currency) {
        boolean prefixed = currency.length() == 4 && (currency.startsWith("X") || currency.startsWith("Z"));
        return prefixed ? currency.substring(1) : currency;
    }
}
