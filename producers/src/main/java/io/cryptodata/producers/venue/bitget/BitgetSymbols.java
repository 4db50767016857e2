package io.cryptodata.producers.venue.bitget;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.venue.CurrencyNames;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ListingRows;
import io.cryptodata.producers.venue.MarketFields;
import io.cryptodata.producers.venue.StatusWords;
import io.cryptodata.producers.venue.VenueListing;
import io.cryptodata.producers.venue.VenueState;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Bitget's names and states as ours: coin `BTC` priced in `USDT` is `BTC/USDT`, and `BTC/USDT:USDT` as a contract without
/// an end. Contracts that expire have no place here.
final class BitgetSymbols {
    /// CCXT writes `Jade Protocol` with a space, which no unified symbol of ours has.
    private static final CurrencyNames NAMES = CurrencyNames.of(BitgetClient.EXCHANGE,
            Map.of("APX", "AstroPepeX", "DEGEN",
                    "DegenReborn", "EVA", "Evadore", "JADE", "JadeProtocol", "OMNI", "omni", "TONCOIN", "TON"));

    /// [spot](https://www.bitget.com/api-doc/spot/market/Get-Symbols)
    private static final StatusWords SPOT = StatusWords.of(Set.of("online"), Set.of("offline", "gray", "halt"));
    /// [contracts](https://www.bitget.com/api-doc/contract/market/Get-All-Symbols-Contracts); `restrictedAPI` concerns orders
    private static final StatusWords CONTRACTS = StatusWords.of(Set.of("normal", "restrictedAPI"),
            Set.of("listed", "maintain", "limit_open", "off"));

    private BitgetSymbols() {}

    /// Every market that has a unified symbol.
    static VenueListing listings(JsonNode symbols, BitgetApi api) {
        return ListingRows.of(BitgetClient.EXCHANGE, symbols, "symbol",
                symbol -> api == BitgetApi.SPOT || isPerpetual(symbol)
                        ? Optional.of(listing(symbol, api))
                        : Optional.empty());
    }

    private static Listing listing(JsonNode symbol, BitgetApi api) {
        String base = MarketFields.required(symbol, "baseCoin");
        String quote = MarketFields.required(symbol, "quoteCoin");
        Market market = api == BitgetApi.SPOT ? NAMES.spot(base, quote) : NAMES.contract(base, quote, settle(symbol));
        VenueState state = api == BitgetApi.SPOT
                ? SPOT.state(JsonBody.text(symbol.path("status")))
                : CONTRACTS.state(JsonBody.text(symbol.path("symbolStatus")));
        return new Listing(market, MarketFields.required(symbol, "symbol"), state,
                MarketFields.time(symbol, "launchTime", "openTime"), BigDecimal.ONE);
    }

    /// A contract without a type is perpetual if it is never delivered.
    private static boolean isPerpetual(JsonNode symbol) {
        boolean isDelivered = !symbol.has("deliveryTime") || !JsonBody.text(symbol.path("deliveryTime")).isEmpty();
        return isDelivered
                ? MarketFields.required(symbol, "symbolType").equals("perpetual")
                : MarketFields.text(symbol, "symbolType").matches("|perpetual");
    }

    /// Of the coins that a contract accepts as margin: its base if it is one of them, else its quote, else the first.
    private static String settle(JsonNode symbol) {
        Set<String> margins = new TreeSet<>();
        symbol.path("supportMarginCoins").forEach(coin -> margins.add(JsonBody.text(coin)));
        for (String name : new String[]{"baseCoin", "quoteCoin"}) {
            if (margins.contains(MarketFields.required(symbol, name))) {
                return MarketFields.required(symbol, name);
            }
        }
        String first = JsonBody.text(symbol.path("supportMarginCoins").path(0));
        if (first.isEmpty()) {
            throw new IllegalArgumentException("no supportMarginCoins");
        }
        return first;
    }
}
