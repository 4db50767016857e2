package io.cryptodata.producers.venue.kucoin;

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

/// KuCoin's names and states as ours: `BTC-USDT` is `BTC/USDT`, `XBTUSDTM` is `BTC/USDT:USDT`, `XBTUSDM` is `BTC/USD:BTC`.
///
/// A spot market is named by its `symbol`, which stays as it is when a coin is renamed; only `name` and `baseCurrency` follow.
final class KucoinSymbols {
    private static final Logger LOG = LoggerFactory.getLogger(KucoinSymbols.class);
    private static final CurrencyNames NAMES = CurrencyNames.of(KucoinClient.EXCHANGE, Map.of("BIFI", "BIFIF", "VAI",
            "VAIOT", "WAX", "WAXP", "ALT", "APTOSLAUNCHTOKEN", "KALT", "ALT", "FUD", "FTXUsers'Debt"));
    private static final String WITHOUT_AN_END = "FFWCSX";

    private KucoinSymbols() {}

    /// Every market that has a unified name; the others are named in the log. Contracts with an end have no place here.
    static List<Listing> listings(JsonNode rows, KucoinApi api) throws UnreadableBody {
        List<Listing> listings = new ArrayList<>(rows.size());
        for (JsonNode row : rows) {
            try {
                if (api == KucoinApi.SPOT) {
                    listings.add(spot(row));
                } else if (row.path("type").asText().equals(WITHOUT_AN_END)) {
                    listings.add(contract(row));
                }
            } catch (IllegalArgumentException e) {
                LOG.warn("kucoin lists a market without a unified name ({}): {}", e.getMessage(), row.path("symbol"));
            }
        }
        return listings;
    }

    private static Listing spot(JsonNode row) throws UnreadableBody {
        String symbol = row.path("symbol").asText();
        String[] currencies = symbol.split("-", -1);
        if (currencies.length != 2) {
            throw new IllegalArgumentException("not two currencies");
        }
        boolean trades = row.path("enableTrading").asBoolean();
        return new Listing(NAMES.spot(currencies[0], currencies[1]), symbol, trades, "enableTrading=" + trades,
                moment(row, "tradingStartTime"), BigDecimal.ONE);
    }

    /// A contract whose end has been announced trades until then.
    private static Listing contract(JsonNode row) throws UnreadableBody {
        Market market = NAMES.contract(row.path("baseCurrency").asText(), row.path("quoteCurrency").asText(),
                row.path("settleCurrency").asText());
        // an inverse contract is worth so many of the quote, which is no number of units of the base
        BigDecimal size = market.quote().equals(market.settle())
                ? new BigDecimal(JsonBody.text(row.path("multiplier")))
                : BigDecimal.ONE;
        String status = row.path("status").asText();
        return new Listing(market, row.path("symbol").asText(), status.equals("Open"), status,
                moment(row, "firstOpenDate"), size);
    }

    private static @Nullable Instant moment(JsonNode row, String field) throws UnreadableBody {
        JsonNode moment = row.path(field);
        return moment.isMissingNode() || moment.isNull()
                ? null
                : Instant.ofEpochMilli(JsonBody.wholeNumber(moment, field));
    }
}
