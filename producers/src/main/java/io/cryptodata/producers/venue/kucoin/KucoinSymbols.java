package io.cryptodata.producers.venue.kucoin;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.CurrencyNames;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ListingRows;
import io.cryptodata.producers.venue.StatusWords;
import io.cryptodata.producers.venue.VenueState;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// KuCoin's names and states as ours: `BTC-USDT` is `BTC/USDT`, `XBTUSDTM` is `BTC/USDT:USDT`, `XBTUSDM` is `BTC/USD:BTC`.
///
/// A spot market is named by its `symbol`, which is unchanged when a coin is renamed; only `name` and `baseCurrency` change.
final class KucoinSymbols {
    private static final CurrencyNames NAMES = CurrencyNames.of(KucoinClient.EXCHANGE, Map.of("BIFI", "BIFIF", "VAI",
            "VAIOT", "WAX", "WAXP", "ALT", "APTOSLAUNCHTOKEN", "KALT", "ALT", "FUD", "FTXUsers'Debt"));
    private static final String PERPETUAL = "FFWCSX";
    private static final String ENABLED = "enableTrading=";
    private static final StatusWords SPOT = StatusWords.of(Set.of(ENABLED + "true"), Set.of(ENABLED + "false"));
    /// [contracts](https://www.kucoin.com/docs-new/rest/futures-trading/market-data/get-symbol)
    private static final StatusWords CONTRACTS = StatusWords.of(Set.of("Open"),
            Set.of("Init", "BeingSettled", "Settled", "Paused", "Closed", "CancelOnly"));

    private KucoinSymbols() {}

    /// Every market that has a unified symbol. Contracts that expire are left out.
    static List<Listing> listings(JsonNode rows, KucoinApi api) throws UnreadableBody {
        return ListingRows.of(KucoinClient.EXCHANGE, rows, row -> row.path("symbol").asText(), row -> {
            if (api == KucoinApi.SPOT) {
                return Optional.of(spot(row));
            }
            return row.path("type").asText().equals(PERPETUAL) ? Optional.of(contract(row)) : Optional.empty();
        });
    }

    private static Listing spot(JsonNode row) throws UnreadableBody {
        String symbol = row.path("symbol").asText();
        String[] currencies = symbol.split("-", -1);
        if (currencies.length != 2) {
            throw new IllegalArgumentException("not two currencies");
        }
        VenueState state = SPOT.state(ENABLED + JsonBody.text(row.path("enableTrading")));
        return new Listing(NAMES.spot(currencies[0], currencies[1]), symbol, state, moment(row, "tradingStartTime"),
                BigDecimal.ONE);
    }

    /// A contract whose delisting has been announced trades until then.
    private static Listing contract(JsonNode row) throws UnreadableBody {
        Market market = NAMES.contract(row.path("baseCurrency").asText(), row.path("quoteCurrency").asText(),
                row.path("settleCurrency").asText());
        // the size of an inverse contract is in units of the quote
        BigDecimal size = market.quote().equals(market.settle())
                ? new BigDecimal(JsonBody.text(row.path("multiplier")))
                : BigDecimal.ONE;
        return new Listing(market, row.path("symbol").asText(), CONTRACTS.state(row.path("status").asText()),
                moment(row, "firstOpenDate"), size);
    }

    private static @Nullable Instant moment(JsonNode row, String field) throws UnreadableBody {
        JsonNode moment = row.path(field);
        return moment.isMissingNode() || moment.isNull()
                ? null
                : Instant.ofEpochMilli(JsonBody.wholeNumber(moment, field));
    }
}
