package io.cryptodata.producers.venue.okx;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.domain.market.ReadableText;
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

/// OKX's names and states as ours: `BTC-USDT` of base `BTC` and quote `USDT` is `BTC/USDT`; `BTC-USDT-SWAP`, whose pair
/// is only in its underlying, is `BTC/USDT:USDT`.
final class OkxSymbols {
    private static final CurrencyNames NAMES = CurrencyNames.of(OkxClient.EXCHANGE, Map.of("AE", "AET"));

    /// [instruments](https://www.okx.com/docs-v5/en/#public-data-rest-api-get-instruments)
    private static final StatusWords STATUS = StatusWords.of(Set.of("live"),
            Set.of("suspend", "rebase", "post_only", "preopen", "expired", "settling", "test"));

    private OkxSymbols() {}

    /// Every market that has a unified symbol. One that is about to open may have none yet.
    static List<Listing> listings(JsonNode instruments) throws UnreadableBody {
        return ListingRows.of(OkxClient.EXCHANGE, instruments, instrument -> instrument.path("instId").asText(),
                OkxSymbols::listingOf);
    }

    private static Optional<Listing> listingOf(JsonNode instrument) throws UnreadableBody {
        try {
            return Optional.of(listing(instrument));
        } catch (IllegalArgumentException e) {
            if (isAboutToOpen(instrument)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Listing listing(JsonNode instrument) throws UnreadableBody {
        Market market = market(instrument);
        return new Listing(market, instrument.path("instId").asText(), STATUS.state(instrument.path("state").asText()),
                listedAt(instrument), contractSize(market, instrument));
    }

    private static Market market(JsonNode instrument) {
        if (instrument.path("instType").asText().equals("SPOT")) {
            return NAMES.spot(instrument.path("baseCcy").asText(), instrument.path("quoteCcy").asText());
        }
        String underlying = underlying(instrument);
        String[] pair = underlying.split("-", -1);
        // the family of a contract with another margin is no pair of currencies: `BTC-USD_UM`
        if (pair.length != 2 || underlying.contains("_")) {
            throw new IllegalArgumentException("its underlying is no pair of currencies: '"
                    + ReadableText.of(underlying) + "'");
        }
        return NAMES.contract(pair[0], pair[1], instrument.path("settleCcy").asText());
    }

    /// A contract that is about to open has none until OKX sets it; its family is no substitute until then.
    private static String underlying(JsonNode instrument) {
        String underlying = instrument.path("uly").asText();
        return underlying.isEmpty() && !isAboutToOpen(instrument)
                ? instrument.path("instFamily").asText()
                : underlying;
    }

    private static boolean isAboutToOpen(JsonNode instrument) {
        return instrument.path("state").asText().equals("preopen");
    }

    /// The size of an inverse contract is in units of the quote.
    private static BigDecimal contractSize(Market market, JsonNode instrument) {
        String value = instrument.path("ctVal").asText();
        String multiplier = instrument.path("ctMult").asText();
        return market.isSpot() || !market.quote().equals(market.settle()) || value.isEmpty()
                ? BigDecimal.ONE
                : new BigDecimal(value).multiply(new BigDecimal(multiplier.isEmpty() ? "1" : multiplier));
    }

    private static @Nullable Instant listedAt(JsonNode instrument) throws UnreadableBody {
        JsonNode listed = instrument.path("listTime");
        return JsonBody.text(listed).isEmpty()
                ? null
                : Instant.ofEpochMilli(JsonBody.wholeNumber(listed, "listTime"));
    }
}
