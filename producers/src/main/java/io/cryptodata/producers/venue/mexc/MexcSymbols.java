package io.cryptodata.producers.venue.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.CurrencyNames;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ListingRows;
import io.cryptodata.producers.venue.StatusWords;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// MEXC's names and states as ours: `BTCUSDT` of base `BTC` and quote `USDT` is `BTC/USDT`, the contract `BTC_USDT` that
/// is settled in `USDT` is `BTC/USDT:USDT`.
final class MexcSymbols {
    /// `XBT` is not bitcoin at MEXC
    private static final CurrencyNames NAMES = CurrencyNames.of(MexcClient.EXCHANGE,
            Map.ofEntries(Map.entry("BEYONDPROTOCOL", "BEYOND"), Map.entry("BIFI", "BIFIF"),
                    Map.entry("BYN", "BEYONDFI"), Map.entry("COFI", "COFIX"), Map.entry("DFI", "DFISTARTER"),
                    Map.entry("DFT", "DFUTURE"), Map.entry("EGC", "EGORASCREDIT"), Map.entry("FLUX1", "FLUX"),
                    Map.entry("FLUX", "FLUX1"), Map.entry("FREE", "FREEROSSDAO"), Map.entry("GAS", "GASDAO"),
                    Map.entry("GASNEO", "GAS"), Map.entry("GMT", "GMTTOKEN"), Map.entry("STEPN", "GMT"),
                    Map.entry("HERO", "STEPHERO"), Map.entry("MIMO", "MIMOSA"), Map.entry("PROS", "PROSFINANCE"),
                    Map.entry("SIN", "SINCITYTOKEN"), Map.entry("SOUL", "SOULSWAP"), Map.entry("XBT", "XBT")));

    /// [spot](https://mexcdevelop.github.io/apidocs/spot_v3_en/#exchange-information): a market that trades was `ENABLED`
    /// until 2024; `isSpotTradingAllowed` is about orders by API only
    private static final StatusWords SPOT = StatusWords.of(Set.of("1", "ENABLED"), Set.of("2", "3"));
    /// [contracts](https://mexcdevelop.github.io/apidocs/contract_v1_en/#get-the-contract-information)
    private static final StatusWords CONTRACTS = StatusWords.of(Set.of("0"), Set.of("1", "2", "3", "4"));
    private static final String DELIVERED = "2";

    private MexcSymbols() {}

    /// Every market that has a unified symbol. Contracts that expire are left out.
    static List<Listing> listings(JsonNode symbols, MexcApi api) throws UnreadableBody {
        return ListingRows.of(MexcClient.EXCHANGE, symbols, symbol -> symbol.path("symbol").asText(),
                symbol -> JsonBody.text(symbol.path("futureType")).equals(DELIVERED)
                        ? Optional.empty()
                        : Optional.of(api == MexcApi.SPOT ? spot(symbol) : contract(symbol)));
    }

    private static Listing spot(JsonNode symbol) throws UnreadableBody {
        Market market = NAMES.spot(symbol.path("baseAsset").asText(), symbol.path("quoteAsset").asText());
        return new Listing(market, symbol.path("symbol").asText(),
                SPOT.state(JsonBody.text(symbol.path("status"))), time(symbol, "firstOpenTime"), BigDecimal.ONE);
    }

    private static Listing contract(JsonNode contract) throws UnreadableBody {
        Market market = NAMES.contract(contract.path("baseCoin").asText(), contract.path("quoteCoin").asText(),
                contract.path("settleCoin").asText());
        return new Listing(market, contract.path("symbol").asText(),
                CONTRACTS.state(JsonBody.text(contract.path("state"))), time(contract, "createTime"),
                contractSize(contract, market));
    }

    /// The size of a contract that is not settled in its quote is in units of the quote.
    private static BigDecimal contractSize(JsonNode contract, Market market) throws UnreadableBody {
        if (!market.quote().equals(market.settle())) {
            return BigDecimal.ONE;
        }
        try {
            return new BigDecimal(contract.path("contractSize").asText());
        } catch (NumberFormatException e) {
            throw new UnreadableBody("no number under contractSize of " + contract.path("symbol").asText() + ": "
                    + contract.path("contractSize"));
        }
    }

    private static @Nullable Instant time(JsonNode symbol, String name) throws UnreadableBody {
        JsonNode time = symbol.path(name);
        if (JsonBody.text(time).isEmpty()) {
            return null;
        }
        long millis = JsonBody.wholeNumber(time, name);
        return millis > 0 ? Instant.ofEpochMilli(millis) : null;
    }
}
