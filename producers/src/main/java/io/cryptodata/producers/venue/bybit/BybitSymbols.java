package io.cryptodata.producers.venue.bybit;

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

/// Bybit's names and states as ours: `BTCUSDT` of base `BTC` and quote `USDT` is `BTC/USDT`, and `BTC/USDT:USDT` as a
/// perpetual contract. Contracts that expire are left out.
final class BybitSymbols {
    private static final CurrencyNames NAMES = CurrencyNames.of(BybitClient.EXCHANGE, Map.of());

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
        String status = instrument.path("status").asText();
        Market market = api == BybitApi.SPOT
                ? NAMES.spot(base, quote)
                : NAMES.contract(base, quote, settle(instrument, api));
        return new Listing(market, instrument.path("symbol").asText(), status.equals("Trading"), status,
                listedAt(instrument), BigDecimal.ONE);
    }

    private static boolean isPerpetual(JsonNode instrument) {
        return instrument.path("contractType").asText().endsWith("Perpetual");
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
