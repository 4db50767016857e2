package io.cryptodata.producers.venue.binance;

import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.venue.CandleRows;
import io.cryptodata.producers.venue.Listing;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Recorded bodies of Binance.
class RecordedBinanceTest {
    private static final Path RECORDED = Path.of(System.getProperty("repository.root", "."), "..", "shared", "data",
            "recorded");

    @Test
    void a_whole_listing_is_read() throws Exception {
        List<Listing> listings = BinancePayloads.listing(
                JsonBody.tree(body("binance/listing.api.binance.com_api_v3_exchangeInfo.json.gz")), BinanceApi.SPOT)
                .markets();
        assertThat(listings).hasSizeGreaterThan(1500).anyMatch(Listing::tradable).anyMatch(one -> !one.tradable());
        assertThat(listings).contains(Listing.of(new Market("binance", "ETH/BTC"), "ETHBTC", true, "TRADING"));
    }

    @Test
    void perpetual_contracts_are_listed_and_others_left_out() throws Exception {
        List<Listing> linear = BinancePayloads.listing(
                JsonBody.tree(body("binance/listing.fapi.binance.com_fapi_v1_exchangeInfo.json")), BinanceApi.LINEAR)
                .markets();
        assertThat(linear).hasSizeGreaterThan(100).allMatch(one -> one.listedAt() != null)
                .anyMatch(one -> one.market().asset().equals("BTC/USDT:USDT") && one.tradable())
                .noneMatch(one -> one.venueSymbol().contains("_"));
        List<Listing> inverse = BinancePayloads.listing(
                JsonBody.tree(body("binance/listing.dapi.binance.com_dapi_v1_exchangeInfo.json")), BinanceApi.INVERSE)
                .markets();
        assertThat(inverse).anyMatch(one -> one.market().asset().equals("BTC/USD:BTC") && one.tradable())
                .noneMatch(one -> one.market().asset().endsWith(":USD"));
    }

    @Test
    void rows_of_candles_are_read() throws Exception {
        RawCandle row = CandleRows.of(JsonBody.tree(body("binance/nautilus.spot.klines_response.json"))).rows()
                .getFirst();
        assertThat(row).extracting(RawCandle::openTime, RawCandle::open, RawCandle::volume)
                .containsExactly(1_499_040_000_000L, "0.01634790", "148976.11427815");
        assertThat(CandleRows.of(JsonBody.tree(body("binance/nautilus.integ.http_spot_market_klines.json"))).rows())
                .hasSizeGreaterThan(5);
    }

    @Test
    void server_times_are_read() throws Exception {
        assertThat(BinancePayloads.serverTime(JsonBody.tree(body("binance/nautilus.spot.server_time_response.json"))))
                .isEqualTo(Instant.ofEpochMilli(1_499_827_319_559L));
    }

    @Test
    void errors_are_classified() throws Exception {
        assertThat(BinancePayloads.problem(JsonBody.tree(body("errors/binance.418.json"))))
                .hasValueSatisfying(problem -> {
                    assertThat(problem.code()).isEqualTo(-1003);
                    assertThat(problem.message()).contains("banned until");
                });
        assertThat(BinancePayloads.problem(JsonBody.tree(body("errors/binance.ccxt-L2682.json"))))
                .hasValueSatisfying(problem -> assertThat(problem.code()).isEqualTo(-1121));
        assertThat(BinancePayloads.problem(JsonBody.tree(body("errors/binance.ccxt-L2779.json"))))
                .hasValueSatisfying(problem -> assertThat(problem.code()).isEqualTo(1));
    }

    private static String body(String path) throws IOException {
        Path file = RECORDED.resolve(path);
        assumeTrue(Files.exists(file), "skipped: " + file + " is missing");
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = path.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
