package io.cryptodata.simulator.venue;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.venue.binance.BinanceDialect;
import io.cryptodata.simulator.venue.bitget.BitgetDialect;
import io.cryptodata.simulator.venue.mexc.MexcDialect;
import io.cryptodata.simulator.venue.okx.OkxDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class TickerTest {
    private static final Duration HISTORY = Duration.ofHours(30);
    private static final ListedMarket BITCOIN = new ListedMarket(new Market("binance", "BTC/USDT"), true);

    @Test
    void a_ticker_covers_the_hour_in_progress_and_the_23_before_it() {
        Ticker ticker = Ticker.of(BITCOIN, data(FixedHours.TEN.minus(HISTORY), FixedHours.TEN)).orElseThrow();
        assertThat(ticker.open()).isEqualTo(new BigDecimal(17));
        assertThat(ticker.high()).isEqualTo(new BigDecimal(42));
        assertThat(ticker.low()).isEqualTo(new BigDecimal(16));
        assertThat(ticker.last()).isEqualTo(new BigDecimal(41));
        assertThat(ticker.volume()).isEqualTo(new BigDecimal(60));
        assertThat(ticker.change()).isEqualTo(new BigDecimal(24));
        assertThat(ticker.changeRatio()).isEqualTo(new BigDecimal("1.411765"));
        assertThat(ticker.turnover()).as("2.5 per hour at the middle of open and close")
                .isEqualTo(new BigDecimal("1740"));
        assertThat(ticker.average()).isEqualTo(new BigDecimal(29));
        assertThat(ticker.bid()).isLessThan(ticker.last());
        assertThat(ticker.ask()).isGreaterThan(ticker.last());
    }

    @Test
    void a_market_that_has_just_started_has_the_hours_it_has_and_one_without_rows_has_no_ticker() {
        assertThat(Ticker.of(BITCOIN, data(FixedHours.TEN, FixedHours.TEN)).orElseThrow().volume())
                .isEqualTo(new BigDecimal("2.5"));
        assertThat(Ticker.of(BITCOIN, data(FixedHours.TEN, FixedHours.TEN.minusSeconds(1)))).isEmpty();
    }

    private static FixedMarketData data(Instant first, Instant now) {
        return new FixedMarketData(new BinanceDialect(), List.of(BITCOIN), first, now);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/v3/ticker/24hr?symbol=BTCUSDT                | /lastPrice   | 41
            /api/v3/ticker/24hr?symbols=["BTCUSDT","ETHUSDT"] | /1/symbol    | ETHUSDT
            /api/v3/ticker/24hr                               | /0/volume    | 60
            /fapi/v1/ticker/24hr                              | /0/lastPrice | 41
            /api/v3/ticker/24hr?symbol=NONE                   | /code        | -1121
            /api/v3/ticker/24hr?symbols=BTCUSDT               | /code        | -1100
            """)
    void binance(String request, String pointer, String expected) {
        FixedHours binance = FixedHours.of(new BinanceDialect(), HISTORY, "BTC/USDT", "ETH/USDT", "BTC/USDT:USDT");
        assertThat(binance.json(request).at(pointer).asText()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/v5/market/ticker?instId=BTC-USDT       | /data/0/last     | 41
            /api/v5/market/ticker?instId=BTC-USDT-SWAP  | /data/0/vol24h   | 6000
            /api/v5/market/tickers?instType=SWAP        | /data/0/volCcy24h| 60
            /api/v5/market/tickers?instType=SPOT        | /data/0/open24h  | 17
            /api/v5/market/tickers                      | /code            | 51000
            /api/v5/market/ticker?instId=NO-NE          | /code            | 51001
            """)
    void okx(String request, String pointer, String expected) {
        FixedHours okx = FixedHours.of(new OkxDialect(), HISTORY, "BTC/USDT", "BTC/USDT:USDT");
        assertThat(okx.json(request).at(pointer).asText()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/v2/spot/market/tickers?symbol=BTCUSDT                         | /data/0/lastPr      | 41
            /api/v2/spot/market/tickers                                        | /data/0/open        | 17
            /api/v2/mix/market/ticker?symbol=BTCUSDT&productType=USDT-FUTURES  | /data/0/markPrice   | 41
            /api/v2/mix/market/tickers?productType=USDT-FUTURES                | /data/0/baseVolume  | 60
            /api/v2/mix/market/tickers                                         | /code               | 40020
            /api/v2/spot/market/tickers?symbol=NONE                            | /code               | 40034
            /api/v2/spot/public/coins                                          | /data/1/coin        | USDT
            /api/v2/margin/currencies                                          | /data/0/isBorrowable| false
            """)
    void bitget(String request, String pointer, String expected) {
        FixedHours bitget = FixedHours.of(new BitgetDialect(), HISTORY, "BTC/USDT", "BTC/USDT:USDT");
        assertThat(bitget.json(request).at(pointer).asText()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/v3/ticker/24hr?symbol=BTCUSDT        | /lastPrice        | 41
            /api/v3/ticker/24hr                       | /0/volume         | 60
            /api/v3/ticker/24hr?symbol=NONE           | /code             | -1121
            /api/v1/contract/ticker?symbol=BTC_USDT   | /data/volume24    | 600000.0
            /api/v1/contract/ticker                   | /data/0/lastPrice | 41
            /api/v1/contract/ticker?symbol=NONE       | /code             | 1001
            """)
    void mexc(String request, String pointer, String expected) {
        FixedHours mexc = FixedHours.of(new MexcDialect(), HISTORY, "BTC/USDT", "BTC/USDT:USDT");
        assertThat(mexc.json(request).at(pointer).asText()).isEqualTo(expected);
    }
}
