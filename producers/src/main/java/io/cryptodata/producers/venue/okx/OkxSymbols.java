package io.cryptodata.producers.venue.okx;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.domain.market.ReadableText;
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

/// OKX's names and states as ours: `BTC-USDT` of base `BTC` and quote `USDT` is `BTC/USDT`; `BTC-USDT-SWAP`, whose pair
/// is only in its underlying, is `BTC/USDT:USDT`.
final class OkxSymbols {
    private static final CurrencyNames NAMES = CurrencyNames.of(OkxClient.EXCHANGE, Map.of("AE", "AET"));

    /// [instruments](https://www.okx.com/docs-v5/en/#public-data-rest-api-get-instruments)
    private static final StatusWords STATUS = StatusWords.of(Set.of("live"),
            Set.of("suspend", "rebase", "post_only", "preopen", "expired", "settling", "test"));

    private OkxSymbols() {}

    /// Every market that has a unified symbol. One that is about to open may have none yet.
    static VenueListing listings(JsonNode instruments) {
        return ListingRows.of(OkxClient.EXCHANGE, instruments, "instId", OkxSymbols::listingOf);
    }

    private static Optional<Listing> listingOf(JsonNode instrument) {
        try {
            return Optional.of(listing(instrument));
        } catch (IllegalArgumentException e) {
            if (isAboutToOpen(instrument)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Listing listing(JsonNode instrument) {
        Market market = market(instrument);
        return new Listing(market, MarketFields.required(instrument, "instId"),
                STATUS.state(JsonBody.text(instrument.path("state"))), MarketFields.time(instrument, "listTime"),
                contractSize(market, instrument));
    }

    private static Market market(JsonNode instrument) {
        if (MarketFields.required(instrument, "instType").equals("SPOT")) {
            return NAMES.spot(MarketFields.required(instrument, "baseCcy"),
                    MarketFields.required(instrument, "quoteCcy"));
        }
        String underlying = underlying(instrument);
        String[] pair = underlying.split("-", -1);
        // the family of a contract with another margin is no pair of currencies: `BTC-USD_UM`
        if (pair.length != 2 || underlying.contains("_")) {
            throw new IllegalArgumentException("its underlying is no pair of currencies: '"
                    + ReadableText.of(underlying) + "'");
        }
        return NAMES.contract(pair[0], pair[1], MarketFields.required(instrument, "settleCcy"));
    }

    /// A contract that is about to open has none until OKX sets it; its family is no substitute until then.
    private static String underlying(JsonNode instrument) {
        String underlying = MarketFields.text(instrument, "uly");
        return underlying.isEmpty() && !isAboutToOpen(instrument)
                ? MarketFields.text(instrument, "instFamily")
                : underlying;
    }

    private static boolean isAboutToOpen(JsonNode instrument) {
        return JsonBody.text(instrument.path("state")).equals("preopen");
    }

    /// The size of an inverse contract is in units of the quote.
    private static BigDecimal contractSize(Market market, JsonNode instrument) {
        if (market.isSpot() || !market.quote().equals(market.settle())) {
            return BigDecimal.ONE;
        }
        BigDecimal value = MarketFields.size(instrument, "ctVal");
        return MarketFields.text(instrument, "ctMult").isEmpty()
                ? value
                : value.multiply(MarketFields.size(instrument, "ctMult"));
    }
}
