package io.cryptodata.producers.venue;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.venue.binance.BinanceClient;
import io.cryptodata.producers.venue.bitget.BitgetClient;
import io.cryptodata.producers.venue.bybit.BybitClient;
import io.cryptodata.producers.venue.gate.GateClient;
import io.cryptodata.producers.venue.kraken.KrakenClient;
import io.cryptodata.producers.venue.kucoin.KucoinClient;
import io.cryptodata.producers.venue.mexc.MexcClient;
import io.cryptodata.producers.venue.okx.OkxClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/// What a body is when there is nothing in it, and when its content type is wrong.
class BodyWithoutRowsTest {
    private static final Path CASES = Path.of(System.getProperty("repository.root", ".."))
            .resolve("../shared/cases/venues");
    private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ROWS = """
            [[1767225600000,"100.0","110.0","90.0","105.0","12.5",1767229199999],
             [1767229200000,"100.0","110.0","90.0","105.0","12.5",1767232799999]]""";

    private final HttpClient http = HttpTransport.newClient();

    @AfterEach
    void close() {
        http.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            binance BTC/USDT      | null
            binance BTC/USDT      | {}
            binance BTC/USDT:USDT | ""
            bybit BTC/USDT        | {"retCode":0,"time":1767268800000}
            bybit BTC/USDT        | {"retCode":0,"result":null,"time":1767268800000}
            bybit BTC/USDT:USDT   | {"retCode":0,"result":{},"time":1767268800000}
            bybit BTC/USDT        | {"retCode":0,"result":{"list":null},"time":1767268800000}
            okx BTC/USDT          | {"code":"0","msg":"","data":null}
            okx BTC/USDT          | {"code":"0","msg":"","data":{}}
            okx BTC/USDT:USDT     | {"code":"0","msg":""}
            okx BTC/USDT          | {"code":"0","msg":"","data":""}
            bitget BTC/USDT       | {"code":"00000","requestTime":1767268800000,"data":null}
            bitget BTC/USDT       | {"code":"00000","requestTime":null,"data":{}}
            bitget BTC/USDT:USDT  | {"code":"00000"}
            bitget BTC/USDT       | ""
            mexc BTC/USDT         | null
            mexc BTC/USDT         | {}
            mexc BTC/USDT         | ""
            mexc BTC/USDT:USDT    | {"success":true,"code":0,"data":null}
            mexc BTC/USDT:USDT    | {"success":true,"code":0,"data":{}}
            mexc BTC/USDT:USDT    | {"success":true,"code":0}
            kucoin BTC/USDT       | {"code":"200000"}
            kucoin BTC/USDT:USDT  | {"code":"200000","data":null}
            gate BTC/USDT         | null
            gate BTC/USDT:USDT    | {}
            kraken BTC/USDT       | {"error":[]}
            kraken BTC/USDT       | {"error":[],"result":{}}
            kraken BTC/USDT       | {"error":[],"result":{"XBTUSDT":[],"last":0}}
            """)
    void success_without_rows_is_a_page_without_rows_and_a_market_without_a_first_hour(String market, String body) {
        try (BodyServer server = new BodyServer(path -> path.endsWith("time") || path.endsWith("ping")
                ? time(market)
                : body)) {
            assertThat(page(server, market).rows()).isEmpty();
            assertThat(DirectRunner.value(client(server, market).firstHour(listing(market)))).isEmpty();
        }
    }

    private static String time(String market) {
        return market.startsWith("bitget")
                ? "{\"code\":\"00000\",\"data\":{\"serverTime\":\"1767268800000\"}}"
                : "{}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            binance BTC/USDT   | {"code":-1121,"msg":"Invalid symbol."}
            bybit BTC/USDT     | {"retCode":10001,"retMsg":"no","result":{},"time":1}
            okx BTC/USDT       | {"code":"51001","msg":"no","data":[]}
            bitget BTC/USDT    | {"code":"40309","msg":"removed","data":null}
            mexc BTC/USDT      | {"code":-1121,"msg":"no"}
            mexc BTC/USDT:USDT | {"success":false,"code":1001,"data":null}
            kucoin BTC/USDT    | {"code":"400100","msg":"no"}
            gate BTC/USDT:USDT | {"label":"CONTRACT_NOT_FOUND","message":"no"}
            kraken BTC/USDT    | {"error":["EQuery:Unknown asset pair"]}
            """)
    void an_error_is_an_error_even_without_rows(String market, String body) {
        try (BodyServer server = new BodyServer(_ -> body)) {
            assertThat(DirectRunner.outcome(client(server, market).hourlyCandles(listing(market), MIDNIGHT, 10)))
                    .isInstanceOf(Failure.Rejected.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "\"\"", "{\"retCode\":0}", "{\"code\":\"0\",\"data\":null}",
            "{\"code\":\"00000\",\"data\":null}", "{\"success\":true,\"data\":null}"})
    void success_without_markets_is_no_listing(String body) {
        try (BodyServer server = new BodyServer(_ -> body)) {
            for (String exchange : new String[]{"binance", "bybit", "okx", "bitget", "mexc"}) {
                assertThat(DirectRunner.outcome(client(server, exchange + " BTC/USDT").listing())).as(exchange)
                        .isInstanceOf(Failure.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain", "text/html;charset=utf-8", "application/octet-stream"})
    void rows_are_read_whatever_the_content_type(String contentType) {
        try (BodyServer server = new BodyServer(contentType, _ -> ROWS)) {
            assertThat(page(server, "binance BTC/USDT").rows()).hasSize(2);
            assertThat(page(server, "mexc BTC/USDT").rows()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain"})
    void too_many_requests_slow_us_down_whatever_the_content_type(String contentType) {
        try (BodyServer server = new BodyServer(contentType,
                _ -> "{\"code\":-1003,\"msg\":\"Too much request weight used\"}")) {
            assertThat(DirectRunner.outcome(client(server, "binance BTC/USDT").serverTime()))
                    .isInstanceOf(Failure.SlowDown.class);
        }
    }

    @Test
    void the_cases_of_bodies_without_rows_are_pages_without_rows() throws IOException {
        assertThat(rowsOf("F8-klines-as-text-plain.json", "text/plain", "binance BTC/USDT")).isEqualTo(2);
        assertThat(rowsOf("F9-bitget-success-data-null.json", "application/json", "bitget BTC/USDT")).isZero();
        assertThat(rowsOf("F9-mexc-contract-success-data-null.json", "application/json", "mexc BTC/USDT:USDT"))
                .isZero();
        assertThat(rowsOf("F9-okx-success-data-null.json", "application/json", "okx BTC/USDT")).isZero();
    }

    private int rowsOf(String file, String contentType, String market) throws IOException {
        Path path = CASES.resolve(file);
        Assumptions.assumeTrue(Files.exists(path), "skipped: no cases at " + CASES);
        String body = Files.readString(path);
        try (BodyServer server = new BodyServer(contentType, _ -> body)) {
            return page(server, market).rows().size();
        }
    }

    private CandlePage page(BodyServer server, String market) {
        return DirectRunner.value(client(server, market).hourlyCandles(listing(market), MIDNIGHT, 10));
    }

    private ExchangeClient client(BodyServer server, String market) {
        VenueContext context = ScriptedListing.context(new HttpTransport(http), server.url());
        String exchange = market.split(" ", -1)[0];
        return switch (exchange) {
            case "binance" -> new BinanceClient(context);
            case "bybit" -> new BybitClient(context);
            case "okx" -> new OkxClient(context);
            case "bitget" -> new BitgetClient(context);
            case "mexc" -> new MexcClient(context);
            case "kucoin" -> new KucoinClient(context);
            case "gate" -> new GateClient(context);
            case "kraken" -> new KrakenClient(context);
            default -> throw new IllegalArgumentException(exchange);
        };
    }

    private static Listing listing(String market) {
        String[] parts = market.split(" ", -1);
        return Listing.of(new Market(parts[0], parts[1]), "BTCUSDT", true, "");
    }
}
