package io.cryptodata.producers.venue.mexc;

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
    static VenueListing listings(JsonNode symbols, MexcApi api) {
        return ListingRows.of(MexcClient.EXCHANGE, symbols, "symbol",
                symbol -> JsonBody.text(symbol.path("futureType")).equals(DELIVERED)
                        ? Optional.empty()
                        : Optional.of(api == MexcApi.SPOT ? spot(symbol) : contract(symbol)));
    }

    private static Listing spot(JsonNode symbol) {
        Market market = NAMES.spot(MarketFields.required(symbol, "baseAsset"),
                MarketFields.required(symbol, "quoteAsset"));
        return new Listing(market, MarketFields.required(symbol, "symbol"),
                SPOT.state(JsonBody.text(symbol.path("status"))), MarketFields.time(symbol, "firstOpenTime"),
                BigDecimal.ONE);
    }

    private static Listing contract(JsonNode contract) {
        Market market = NAMES.contract(MarketFields.required(contract, "baseCoin"),
                MarketFields.required(contract, "quoteCoin"), MarketFields.required(contract, "settleCoin"));
        return new Listing(market, MarketFields.required(contract, "symbol"),
                CONTRACTS.state(JsonBody.text(contract.path("state"))), MarketFields.time(contract, "createTime"),
                contractSize(contract, market));
    }

    /// The size of a contract that is not settled in its quote is in units of the quote.
    private static BigDecimal contractSize(JsonNode contract, Market market) {
        return market.quote().equals(market.settle())
                ? MarketFields.size(contract, "contractSize")
                : BigDecimal.ONE;
    }
}
