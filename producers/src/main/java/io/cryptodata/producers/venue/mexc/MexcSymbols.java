package io.cryptodata.producers.venue.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.venue.CurrencyNames;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.http.UnreadableBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// MEXC's names and states as ours: `BTCUSDT` of base `BTC` and quote `USDT` is `BTC/USDT`, the contract `BTC_USDT` that
/// is settled in `USDT` is `BTC/USDT:USDT`.
final class MexcSymbols {
    private static final Logger LOG = LoggerFactory.getLogger(MexcSymbols.class);
    /// `XBT` is no bitcoin here
    private static final CurrencyNames NAMES = CurrencyNames.of(MexcClient.EXCHANGE,
            Map.ofEntries(Map.entry("BEYONDPROTOCOL", "BEYOND"), Map.entry("BIFI", "BIFIF"),
                    Map.entry("BYN", "BEYONDFI"), Map.entry("COFI", "COFIX"), Map.entry("DFI", "DFISTARTER"),
                    Map.entry("DFT", "DFUTURE"), Map.entry("EGC", "EGORASCREDIT"), Map.entry("FLUX1", "FLUX"),
                    Map.entry("FLUX", "FLUX1"), Map.entry("FREE", "FREEROSSDAO"), Map.entry("GAS", "GASDAO"),
                    Map.entry("GASNEO", "GAS"), Map.entry("GMT", "GMTTOKEN"), Map.entry("STEPN", "GMT"),
                    Map.entry("HERO", "STEPHERO"), Map.entry("MIMO", "MIMOSA"), Map.entry("PROS", "PROSFINANCE"),
                    Map.entry("SIN", "SINCITYTOKEN"), Map.entry("SOUL", "SOULSWAP"), Map.entry("XBT", "XBT")));

    private MexcSymbols() {}

    /// Every market that has a unified name; the others are named in the log.
    static List<Listing> listings(JsonNode symbols, MexcApi api) throws UnreadableBody {
        List<Listing> listings = new ArrayList<>(symbols.size());
        for (JsonNode symbol : symbols) {
            try {
                listings.add(api == MexcApi.SPOT ? spot(symbol) : contract(symbol));
            } catch (IllegalArgumentException e) {
                LOG.warn("mexc lists a symbol without a unified name ({}): {}", e.getMessage(), symbol.path("symbol"));
            }
        }
        return listings;
    }

    private static Listing spot(JsonNode symbol) throws UnreadableBody {
        String status = JsonBody.text(symbol.path("status"));
        boolean tradable = status.equals("1") && symbol.path("isSpotTradingAllowed").asBoolean();
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

    /// A contract that is not settled in its quote is worth so many of the quote, which is no number of units of the base.
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
