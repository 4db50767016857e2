package io.cryptodata.producers.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ListingRows;
import io.cryptodata.producers.venue.StatusWords;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
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
    private static final long NO_DELIVERY = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

    private BinanceSymbols() {}

    /// Every market that has a unified symbol.
    static List<Listing> listings(JsonNode symbols, BinanceApi api) throws UnreadableBody {
        return ListingRows.of(BinanceClient.EXCHANGE, symbols, symbol -> symbol.path("symbol").asText(),
                symbol -> api == BinanceApi.SPOT || isPerpetual(symbol)
                        ? Optional.of(listing(symbol, api))
                        : Optional.empty());
    }

    private static Listing listing(JsonNode symbol, BinanceApi api) throws UnreadableBody {
        JsonNode contractSize = symbol.path("contractSize");
        // the size of an inverse contract is in units of the quote
        BigDecimal size = api == BinanceApi.LINEAR && contractSize.isNumber()
                ? contractSize.decimalValue()
                : BigDecimal.ONE;
        return new Listing(market(symbol, api), symbol.path("symbol").asText(), STATUS.state(status(symbol)),
                listedAt(symbol), size);
    }

    private static Market market(JsonNode symbol, BinanceApi api) {
        String base = symbol.path("baseAsset").asText();
        String quote = symbol.path("quoteAsset").asText();
        return api == BinanceApi.SPOT
                ? Market.spot(BinanceClient.EXCHANGE, base, quote)
                : Market.contract(BinanceClient.EXCHANGE, base, quote, symbol.path("marginAsset").asText());
    }

    /// The perpetual contracts on tokenised stocks and the like have a type of their own, and those about to open or settled
    /// may have none; a contract without an end delivers in 2100.
    private static boolean isPerpetual(JsonNode symbol) {
        return symbol.path("contractType").asText().endsWith("PERPETUAL")
                || symbol.path("deliveryDate").asLong() >= NO_DELIVERY;
    }

    /// Inverse contracts have another field.
    private static String status(JsonNode symbol) {
        return symbol.path(symbol.has("contractStatus") ? "contractStatus" : "status").asText();
    }

    private static @Nullable Instant listedAt(JsonNode symbol) throws UnreadableBody {
        JsonNode onboarded = symbol.path("onboardDate");
        return onboarded.isMissingNode()
                ? null
                : Instant.ofEpochMilli(JsonBody.wholeNumber(onboarded, "onboardDate"));
    }
}
