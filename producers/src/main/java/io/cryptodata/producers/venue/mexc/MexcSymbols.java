package io.cryptodata.producers.venue.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.CurrencyNames;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ListingRows;
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

    /// today's status of a market that trades, and that until 2024; `isSpotTradingAllowed` is about orders by API only
    private static final Set<String> ON = Set.of("1", "ENABLED");

    private MexcSymbols() {}

    /// Every market that has a unified symbol.
    static List<Listing> listings(JsonNode symbols, MexcApi api) throws UnreadableBody {
        return ListingRows.of(MexcClient.EXCHANGE, symbols, symbol -> symbol.path("symbol").asText(),
                symbol -> Optional.of(api == MexcApi.SPOT ? spot(symbol) : contract(symbol)));
    }

    private static Listing spot(JsonNode symbol) throws UnreadableBody {
        String status = JsonBody.text(symbol.path("status"));
        boolean tradable = ON.contains(status);
        Market market = NAMES.spot(symbol.path("baseAsset").asText(), symbol.path("quoteAsset").asText());
        return new Listing(market, symbol.path("symbol").asText(), tradable, status, time(symbol, "firstOpenTime"),
                BigDecimal.ONE);
    }

    private static Listing contract(JsonNode contract) throws UnreadableBody {
        String state = JsonBody.text(contract.path("state"));
        Market market = NAMES.contract(contract.path("baseCoin").asText(), contract.path("quoteCoin").asText(),
                contract.path("settleCoin").asText());
        return new Listing(market, contract.path("symbol").asText(), state.equals("0"), state,
                time(contract, "createTime"), contractSize(contract, market));
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
