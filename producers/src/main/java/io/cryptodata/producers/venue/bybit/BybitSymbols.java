package io.cryptodata.producers.venue.bybit;

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

/// Bybit's names and states as ours: `BTCUSDT` of base `BTC` and quote `USDT` is `BTC/USDT`, and `BTC/USDT:USDT` as a
/// perpetual contract. Contracts that expire are left out.
final class BybitSymbols {
    private static final CurrencyNames NAMES = CurrencyNames.of(BybitClient.EXCHANGE, Map.of());

    /// [enumerations](https://bybit-exchange.github.io/docs/v5/enum)
    private static final StatusWords STATUS = StatusWords.of(Set.of("Trading"),
            Set.of("PreLaunch", "Delivering", "Settling", "Closed"));
    private static final String NO_DELIVERY = "0";

    private BybitSymbols() {}

    /// Every market that has a unified symbol.
    static VenueListing listings(JsonNode instruments, BybitApi api) {
        return ListingRows.of(BybitClient.EXCHANGE, instruments, "symbol",
                instrument -> api == BybitApi.SPOT || isPerpetual(instrument)
                        ? Optional.of(listing(instrument, api))
                        : Optional.empty());
    }

    private static Listing listing(JsonNode instrument, BybitApi api) {
        String base = MarketFields.required(instrument, "baseCoin");
        String quote = MarketFields.required(instrument, "quoteCoin");
        Market market = api == BybitApi.SPOT
                ? NAMES.spot(base, quote)
                : NAMES.contract(base, quote, settle(instrument, api));
        return new Listing(market, MarketFields.required(instrument, "symbol"),
                STATUS.state(JsonBody.text(instrument.path("status"))), MarketFields.time(instrument, "launchTime"),
                BigDecimal.ONE);
    }

    /// A contract without a type is perpetual if it is never delivered.
    private static boolean isPerpetual(JsonNode instrument) {
        boolean isDelivered = !JsonBody.text(instrument.path("deliveryTime")).equals(NO_DELIVERY);
        return isDelivered
                ? MarketFields.required(instrument, "contractType").endsWith("Perpetual")
                : MarketFields.text(instrument, "contractType").matches("|.*Perpetual");
    }

    /// Linear contracts with the settlement currency `USD` are settled in USDC.
    private static String settle(JsonNode instrument, BybitApi api) {
        String settle = MarketFields.required(instrument, "settleCoin");
        return api == BybitApi.LINEAR && settle.equals("USD") ? "USDC" : settle;
    }
}
