package io.cryptodata.producers.coingecko;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.market.ReadableText;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.UnreadableBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// CoinGecko's bodies as our values.
///
/// [Reference](https://docs.coingecko.com/v3.0.1/reference/coins-markets)
final class CoinGeckoPayloads {
    private static final Logger LOG = LoggerFactory.getLogger(CoinGeckoPayloads.class);

    private static final String CODE = "error_code";

    private CoinGeckoPayloads() {}

    /// An error as CoinGecko reports it.
    ///
    /// @param code CoinGecko's own; 0 where it is missing
    record Problem(long code, String message) {}

    /// The error in a body, in any of its three forms: `{"status":{"error_code":…}}`,
    /// `{"error":{"status":{…}}}` and `{"error":"text"}`. A page of coins is never an object.
    static Optional<Problem> problem(JsonNode body) {
        JsonNode error = body.path("error");
        if (error.isTextual()) {
            return Optional.of(new Problem(body.path(CODE).asLong(0), Excerpts.of(error.textValue())));
        }
        JsonNode status = error.isObject() ? error.path("status") : body.path("status");
        return status.isObject()
                ? Optional.of(new Problem(status.path(CODE).asLong(body.path(CODE).asLong(0)),
                        Excerpts.of(status.path("error_message").asText())))
                : Optional.empty();
    }

    /// @throws UnreadableBody if the body is no list, or none of its rows is a coin
    static CoinPage page(JsonNode body) throws UnreadableBody {
        if (!body.isArray()) {
            throw new UnreadableBody("expected an array of coins");
        }
        List<Coin> coins = new ArrayList<>(body.size());
        CoinFields.Tally tally = new CoinFields.Tally();
        int refused = 0;
        for (JsonNode row : body) {
            Optional<Coin> coin = coin(new CoinFields(row, tally));
            coin.ifPresent(coins::add);
            if (coin.isEmpty()) {
                refused++;
                LOG.warn("coingecko served a row without a valid id, symbol and name: {}",
                        ReadableText.of(row.toString()));
            }
        }
        if (coins.isEmpty() && refused > 0) {
            throw new UnreadableBody("none of the rows has an id, a symbol and a name");
        }
        return new CoinPage(coins, refused, tally.odd(), tally.tooLong());
    }

    private static Optional<Coin> coin(CoinFields row) {
        String id = row.text("id");
        if (id == null || !CoinTexts.isId(id) || !CoinTexts.isSymbol(row.text("symbol"))
                || !CoinTexts.isName(row.text("name"))) {
            return Optional.empty();
        }
        Coin.Supply supply = new Coin.Supply(row.amount("circulating_supply"), row.amount("total_supply"),
                row.amount("max_supply"));
        Coin.Extremes extremes = new Coin.Extremes(row.amount("ath"), row.time("ath_date"), row.amount("atl"),
                row.time("atl_date"));
        return Optional.of(new Coin(id, row.required("symbol"), row.required("name"), row.amount("current_price"),
                row.amount("market_cap"), row.rank("market_cap_rank"), row.amount("fully_diluted_valuation"),
                row.amount("total_volume"), row.amount("high_24h"), row.amount("low_24h"), supply, extremes,
                row.time("last_updated")));
    }
}
