package io.cryptodata.producers.venue.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.Listing;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Bodies of Bybit that other clients recorded, and CCXT's markets of it.
class RecordedBybitTest {
    private static final Path DATA = Path.of(System.getProperty("repository.root", "."), "..", "shared", "data");

    @Test
    void listings_of_every_kind_are_read() throws Exception {
        assertThat(BybitPayloads.part(body("recorded/bybit/nautilus.http_get_instruments_spot.json"), BybitApi.SPOT)
                .listing().markets())
                .extracting(one -> one.market().asset()).containsExactly("BTC/USDT", "ETH/USDT");
        assertThat(BybitPayloads.part(body("recorded/bybit/nautilus.http_get_instruments_linear.json"), BybitApi.LINEAR)
                .listing().markets()).extracting(one -> one.market().asset())
                .containsExactly("BTC/USDT:USDT", "ETH/USDT:USDT");
        assertThat(BybitPayloads
                .part(body("recorded/bybit/nautilus.http_get_instruments_inverse.json"), BybitApi.INVERSE).listing()
                .markets())
                .extracting(one -> one.market().asset()).containsExactly("BTC/USD:BTC");
        JsonNode stock = body("recorded/bybit/nautilus.http_get_instruments_linear_symbol_type.json");
        assertThat(BybitPayloads.part(stock, BybitApi.LINEAR).listing().markets()).extracting(Listing::listedAt)
                .containsOnlyNulls();
        assertThat(BybitPayloads.part(stock, BybitApi.LINEAR).nextCursor()).isEmpty();
    }

    @Test
    void rows_of_candles_are_read() throws Exception {
        RawCandle row = BybitPayloads.klines(body("recorded/bybit/nautilus.http_get_klines_linear.json")).rows()
                .getFirst();
        assertThat(row).extracting(RawCandle::openTime, RawCandle::open, RawCandle::volume)
                .containsExactly(1_709_891_679_000L, "27450", "123.45");
        List<RawCandle> sample = BybitPayloads.klines(body("recorded/bybit/jkorf.V5Api.ExchangeData.GetKlines.txt"))
                .rows();
        assertThat(sample).extracting(RawCandle::openTime)
                .containsExactly(1_670_608_800_000L, 1_670_605_200_000L, 1_670_601_600_000L);
    }

    @Test
    void every_perpetual_and_spot_market_is_named_as_ccxt_names_it() throws Exception {
        int compared = 0;
        for (JsonNode market : body("ccxt/markets/bybit.json")) {
            String type = market.path("type").asText();
            if (type.equals("spot") || type.equals("swap")) {
                BybitApi api = type.equals("spot")
                        ? BybitApi.SPOT
                        : market.path("linear").asBoolean() ? BybitApi.LINEAR : BybitApi.INVERSE;
                JsonNode info = JsonBody.tree("{\"result\":{\"list\":[" + market.path("info") + "]}}");
                Listing ours = BybitPayloads.part(info, api).listing().markets().getFirst();
                assertThat(ours.market().asset()).isEqualTo(market.path("symbol").asText());
                assertThat(ours.market().base()).isEqualTo(market.path("base").asText());
                assertThat(ours.market().quote()).isEqualTo(market.path("quote").asText());
                assertThat(ours.market().settle()).isEqualTo(market.path("settle").textValue());
                assertThat(ours.venueSymbol()).isEqualTo(market.path("id").asText());
                assertThat(ours.tradable()).isEqualTo(market.path("active").asBoolean());
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(15);
    }

    /// Documentation samples have three lines about the request before the body.
    private static JsonNode body(String path) throws IOException, UnreadableBody {
        Path file = DATA.resolve(path);
        assumeTrue(Files.exists(file), "skipped: " + file + " is missing");
        String text = Files.readString(file);
        return JsonBody.tree(text.substring(text.indexOf('{')));
    }
}
