package io.cryptodata.producers.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ListingRows;
import io.cryptodata.producers.venue.MarketFields;
import io.cryptodata.producers.venue.StatusWords;
import io.cryptodata.producers.venue.Times;
import io.cryptodata.producers.venue.VenueListing;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/// Binance's names and states as ours: `BTCUSDT` of base `BTC` and quote `USDT` is `BTC/USDT`, and `BTC/USDT:USDT` as a
/// perpetual contract. Contracts that expire are left out.
final class BinanceSymbols {
    /// [spot](https://developers.binance.com/docs/binance-spot-api-docs/enums#symbol-status-status),
    /// [contracts](https://developers.binance.com/docs/derivatives/usds-margined-futures/common-definition)
    private static final StatusWords STATUS = StatusWords.of(Set.of("TRADING"),
            Set.of("PRE_TRADING", "POST_TRADING", "END_OF_DAY", "HALT", "AUCTION_MATCH", "BREAK", "CANCEL_ONLY",
                    "PENDING_TRADING", "PRE_DELIVERING", "DELIVERING", "DELIVERED", "PRE_SETTLE", "SETTLING", "SETTLED",
                    "CLOSE", "TRADING_HALT", "TRADING_CANCEL_ONLY"));

    private BinanceSymbols() {}

    /// Every market that has a unified symbol.
    static VenueListing listings(JsonNode symbols, BinanceApi api) {
        return ListingRows.of(BinanceClient.EXCHANGE, symbols, "symbol",
                symbol -> api == BinanceApi.SPOT || isPerpetual(symbol)
                        ? Optional.of(listing(symbol, api))
                        : Optional.empty());
    }

    private static Listing listing(JsonNode symbol, BinanceApi api) {
        // the size of an inverse contract is in units of the quote, and most linear contracts have none
        BigDecimal size = api == BinanceApi.LINEAR && symbol.hasNonNull("contractSize")
                ? MarketFields.size(symbol, "contractSize")
                : BigDecimal.ONE;
        return new Listing(market(symbol, api), MarketFields.required(symbol, "symbol"), STATUS.state(status(symbol)),
                MarketFields.time(symbol, "onboardDate"), size);
    }

    private static Market market(JsonNode symbol, BinanceApi api) {
        String base = MarketFields.required(symbol, "baseAsset");
        String quote = MarketFields.required(symbol, "quoteAsset");
        return api == BinanceApi.SPOT
                ? Market.spot(BinanceClient.EXCHANGE, base, quote)
                : Market.contract(BinanceClient.EXCHANGE, base, quote, MarketFields.required(symbol, "marginAsset"));
    }

    /// The perpetual contracts on tokenised stocks and the like have a type of their own, and those about to open or settled
    /// may have none; a contract without an end delivers in 2100.
    private static boolean isPerpetual(JsonNode symbol) {
        String type = MarketFields.text(symbol, "contractType");
        if (type.endsWith("PERPETUAL") || Times.isNever(symbol.path("deliveryDate"))) {
            return true;
        }
        if (type.isEmpty() && MarketFields.time(symbol, "deliveryDate") == null) {
            throw new IllegalArgumentException("neither contractType nor deliveryDate");
        }
        return false;
    }

    /// Inverse contracts have another field.
    private static String status(JsonNode symbol) {
        return JsonBody.text(symbol.path(symbol.has("contractStatus") ? "contractStatus" : "status"));
    }
}
