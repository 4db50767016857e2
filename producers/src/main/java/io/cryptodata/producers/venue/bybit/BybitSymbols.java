package io.cryptodata.producers.venue.bybit;

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
    static List<Listing> listings(JsonNode instruments, BybitApi api) throws UnreadableBody {
        return ListingRows.of(BybitClient.EXCHANGE, instruments, instrument -> instrument.path("symbol").asText(),
                instrument -> api == BybitApi.SPOT || isPerpetual(instrument)
                        ? Optional.of(listing(instrument, api))
                        : Optional.empty());
    }

    private static Listing listing(JsonNode instrument, BybitApi api) throws UnreadableBody {
        String base = instrument.path("baseCoin").asText();
        String quote = instrument.path("quoteCoin").asText();
        Market market = api == BybitApi.SPOT
                ? NAMES.spot(base, quote)
                : NAMES.contract(base, quote, settle(instrument, api));
        return new Listing(market, instrument.path("symbol").asText(),
                STATUS.state(instrument.path("status").asText()), listedAt(instrument), BigDecimal.ONE);
    }

    /// A contract without a type is perpetual if it is never delivered.
    private static boolean isPerpetual(JsonNode instrument) {
        String type = instrument.path("contractType").asText();
        return type.endsWith("Perpetual")
                || type.isEmpty() && JsonBody.text(instrument.path("deliveryTime")).equals(NO_DELIVERY);
    }

    /// Linear contracts with the settlement currency `USD` are settled in USDC.
    private static String settle(JsonNode instrument, BybitApi api) {
        String settle = instrument.path("settleCoin").asText();
        return api == BybitApi.LINEAR && settle.equals("USD") ? "USDC" : settle;
    }

    /// Missing for spot markets, and 0 for some contracts.
    private static @Nullable Instant listedAt(JsonNode instrument) throws UnreadableBody {
        JsonNode launched = instrument.path("launchTime");
        long millis = JsonBody.text(launched).isEmpty() ? 0 : JsonBody.wholeNumber(launched, "launchTime");
        return millis > 0 ? Instant.ofEpochMilli(millis) : null;
    }
}
