package io.cryptodata.producers.venue.gate;

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

/// Gate.io's names and states as ours: `BTC_USDT` is `BTC/USDT` among the spot markets and `BTC/USDT:USDT` among the
/// contracts that are settled in USDT; `BTC_USD`, settled in bitcoin, is `BTC/USD:BTC`.
final class GateSymbols {
    /// names of coins that mean other coins elsewhere
    private static final CurrencyNames NAMES = CurrencyNames.of(GateClient.EXCHANGE,
            Map.ofEntries(Map.entry("ORT", "XREATORS"), Map.entry("ASS", "ASSF"), Map.entry("88MPH", "MPH"),
                    Map.entry("AXIS", "AXISDEFI"), Map.entry("BIFI", "BITCOINFILE"), Map.entry("BOX", "DEFIBOX"),
                    Map.entry("BYN", "BEYONDFI"), Map.entry("EGG", "GOOSEFINANCE"), Map.entry("GTC", "GAMECOM"),
                    Map.entry("GTC_HT", "GAMECOM_HT"), Map.entry("GTC_BSC", "GAMECOM_BSC"),
                    Map.entry("HIT", "HITCHAIN"), Map.entry("MM", "MILLION"), Map.entry("MPH", "MORPHER"),
                    Map.entry("POINT", "GATEPOINT"), Map.entry("RAI", "RAIREFLEXINDEX"),
                    Map.entry("SBTC", "SUPERBITCOIN"), Map.entry("TNC", "TRINITYNETWORKCREDIT"),
                    Map.entry("VAI", "VAIOT"), Map.entry("TRAC", "TRACO")));

    /// [spot](https://www.gate.com/docs/developers/apiv4/en/#list-all-currency-pairs-supported)
    private static final StatusWords SPOT = StatusWords.of(Set.of("tradable"),
            Set.of("untradable", "buyable", "sellable"));
    private static final String IN_DELISTING = "in_delisting";
    /// [contracts](https://www.gate.com/docs/developers/apiv4/en/#list-all-futures-contracts)
    private static final StatusWords CONTRACTS = StatusWords.of(Set.of("trading"),
            Set.of("prelaunch", "delisting", "delisted", "circuit_breaker", IN_DELISTING));

    private GateSymbols() {}

    /// Every market that has a unified symbol.
    static VenueListing listings(JsonNode rows, GateApi api) {
        boolean spot = api == GateApi.SPOT;
        return ListingRows.of(GateClient.EXCHANGE, rows, spot ? "id" : "name",
                row -> spot ? Optional.of(spot(row)) : contract(row, api));
    }

    /// A market that can only be bought or only be sold does not trade.
    private static Listing spot(JsonNode row) {
        return new Listing(NAMES.spot(MarketFields.required(row, "base"), MarketFields.required(row, "quote")),
                MarketFields.required(row, "id"), SPOT.state(JsonBody.text(row.path("trade_status"))),
                MarketFields.earliest(row, "sell_start", "buy_start"), BigDecimal.ONE);
    }

    /// Empty for a contract that is settled neither in its quote nor in its base, or expires: its name has a third part.
    private static Optional<Listing> contract(JsonNode row, GateApi api) {
        String name = MarketFields.required(row, "name");
        String[] parts = name.split("_", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        Market market = NAMES.contract(parts[0], parts[1], api.settle());
        boolean linear = market.quote().equals(market.settle());
        if (!linear && !market.base().equals(market.settle())) {
            return Optional.empty();
        }
        // the size of an inverse contract is in units of the quote, and its multiplier is 0
        BigDecimal size = linear ? MarketFields.size(row, "quanto_multiplier") : BigDecimal.ONE;
        return Optional.of(new Listing(market, name, CONTRACTS.state(status(row)),
                MarketFields.earliest(row, "launch_time", "create_time"), size));
    }

    /// A contract being delisted still has the status `trading`, or none, although positions can only be closed.
    private static String status(JsonNode row) {
        String served = JsonBody.text(row.path("status"));
        String status = served.isEmpty() ? "trading" : served;
        return row.path(IN_DELISTING).asBoolean() && status.equals("trading") ? IN_DELISTING : status;
    }
}
