package io.cryptodata.producers.venue.okx;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.Listing;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Recorded bodies of OKX, and CCXT's markets of it.
class RecordedOkxTest {
    private static final Path DATA = Path.of(System.getProperty("repository.root", "."), "..", "shared", "data");

    @Test
    void whole_listings_are_read() throws Exception {
        List<Listing> spot = OkxSymbols
                .listings(data("recorded/okx/listing.www.okx.com_api_v5_public_instruments_instType_SPOT.json"))
                .markets();
        assertThat(spot).hasSize(513).allMatch(Listing::tradable).allMatch(one -> one.market().isSpot());
        List<Listing> swaps = OkxSymbols
                .listings(data("recorded/okx/listing.www.okx.com_api_v5_public_instruments_instType_SWAP.json"))
                .markets();
        assertThat(swaps).hasSize(166).extracting(Listing::market).contains(new Market("okx", "BTC/USD:BTC"),
                new Market("okx", "ETH/USDT:USDT"));
        assertThat(OkxSymbols.listings(data("recorded/okx/nautilus.http_get_instruments_swap.json")).markets())
                .filteredOn(one -> one.market().asset().equals("ETH/USDT:USDT")).singleElement()
                .satisfies(one -> assertThat(one.contractSize()).isEqualByComparingTo(new BigDecimal("0.1")));
    }

    @Test
    void contracts_times_their_size_are_the_volume_in_the_base() throws Exception {
        for (JsonNode row : data("recorded/okx/nautilus.http_get_candlesticks_full.json")) {
            assertThat(new BigDecimal(row.get(5).asText()).multiply(new BigDecimal("0.01")))
                    .isEqualByComparingTo(new BigDecimal(row.get(6).asText()));
        }
        List<RawCandle> rows = OkxPayloads.candles(data("recorded/okx/nautilus.http_get_candlesticks_full.json"),
                false, Instant.now()).rows();
        assertThat(rows).extracting(RawCandle::volume).containsExactly("10.4037", "71.6404");
    }

    @Test
    void times_and_sample_rows_are_read() throws Exception {
        assertThat(OkxPayloads.time(data("recorded/okx/jkorf.UnifiedApi.ExchangeData.GetServerTime.txt")))
                .isEqualTo(Instant.ofEpochMilli(1_597_026_383_085L));
        assertThat(OkxPayloads.candles(data("recorded/okx/jkorf.UnifiedApi.ExchangeData.GetKlineHistory.txt"), true,
                null).rows()).extracting(RawCandle::volume).containsExactly("8422410", "24912403");
    }

    @Test
    void every_perpetual_and_spot_market_is_named_as_ccxt_names_it() throws Exception {
        int compared = 0;
        for (JsonNode market : body("ccxt/markets/okx.json")) {
            String type = market.path("type").asText();
            if (type.equals("spot") || type.equals("swap")) {
                Listing ours = OkxSymbols.listings(JsonBody.tree("[" + market.path("info") + "]")).markets().getFirst();
                assertThat(ours.market().asset()).isEqualTo(market.path("symbol").asText());
                assertThat(ours.market().base()).isEqualTo(market.path("base").asText());
                assertThat(ours.market().quote()).isEqualTo(market.path("quote").asText());
                assertThat(ours.market().settle()).isEqualTo(market.path("settle").textValue());
                assertThat(ours.venueSymbol()).isEqualTo(market.path("id").asText());
                assertThat(ours.tradable()).isEqualTo(market.path("active").asBoolean());
                if (market.path("linear").asBoolean()) {
                    assertThat(ours.contractSize()).isEqualByComparingTo(market.path("contractSize").asText());
                }
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(14);
    }

    private static JsonNode data(String path) throws IOException, UnreadableBody {
        return body(path).path("data");
    }

    /// Documentation samples have three lines about the request before the body.
    private static JsonNode body(String path) throws IOException, UnreadableBody {
        Path file = DATA.resolve(path);
        assumeTrue(Files.exists(file), "skipped: " + file + " is missing");
        String text = Files.readString(file);
        return JsonBody.tree(text.substring(text.indexOf('{')));
    }
}
