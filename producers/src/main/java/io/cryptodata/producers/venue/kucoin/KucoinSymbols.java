package io.cryptodata.producers.venue.kucoin;

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

/// KuCoin's names and states as ours: `BTC-USDT` is `BTC/USDT`, `XBTUSDTM` is `BTC/USDT:USDT`, `XBTUSDM` is `BTC/USD:BTC`.
///
/// A spot market is named by its `symbol`, which is unchanged when a coin is renamed; only `name` and `baseCurrency` change.
final class KucoinSymbols {
    private static final CurrencyNames NAMES = CurrencyNames.of(KucoinClient.EXCHANGE, Map.of("BIFI", "BIFIF", "VAI",
            "VAIOT", "WAX", "WAXP", "ALT", "APTOSLAUNCHTOKEN", "KALT", "ALT", "FUD", "FTXUsers'Debt"));
    private static final String PERPETUAL = "FFWCSX";
    private static final String ENABLED = "enableTrading=";
    private static final StatusWords SPOT = StatusWords.of(Set.of(ENABLED + "true"), Set.of(ENABLED + "false"));
    /// [contracts](https://www.kucoin.com/docs-new/rest/futures-trading/market-data/get-symbol)
    private static final StatusWords CONTRACTS = StatusWords.of(Set.of("Open"),
            Set.of("Init", "BeingSettled", "Settled", "Paused", "Closed", "CancelOnly"));

    private KucoinSymbols() {}

    /// Every market that has a unified symbol. Contracts that expire are left out.
    static VenueListing listings(JsonNode rows, KucoinApi api) {
        return ListingRows.of(KucoinClient.EXCHANGE, rows, "symbol", row -> {
            if (api == KucoinApi.SPOT) {
                return Optional.of(spot(row));
            }
            return MarketFields.required(row, "type").equals(PERPETUAL) ? Optional.of(contract(row)) : Optional.empty();
        });
    }

    private static Listing spot(JsonNode row) {
        String symbol = MarketFields.required(row, "symbol");
        String[] currencies = symbol.split("-", -1);
        if (currencies.length != 2) {
            throw new IllegalArgumentException("not two currencies");
        }
        VenueState state = SPOT.state(ENABLED + JsonBody.text(row.path("enableTrading")));
        return new Listing(NAMES.spot(currencies[0], currencies[1]), symbol, state,
                MarketFields.time(row, "tradingStartTime"), BigDecimal.ONE);
    }

    /// A contract whose delisting has been announced trades until then.
    private static Listing contract(JsonNode row) {
        Market market = NAMES.contract(MarketFields.required(row, "baseCurrency"),
                MarketFields.required(row, "quoteCurrency"),
                MarketFields.required(row, "settleCurrency"));
        // the size of an inverse contract is in units of the quote
        BigDecimal size = market.quote().equals(market.settle())
                ? MarketFields.size(row, "multiplier")
                : BigDecimal.ONE;
        return new Listing(market, MarketFields.required(row, "symbol"),
                CONTRACTS.state(JsonBody.text(row.path("status"))), MarketFields.time(row, "firstOpenDate"), size);
    }
}
