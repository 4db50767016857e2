package io.cryptodata.simulator.venue.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.simulator.venue.FixedHours;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class KrakenDialectTest {
    private static final long TEN = FixedHours.TEN.getEpochSecond();
    private static final long HOUR = 3600;

    private final FixedHours kraken = FixedHours.of(new KrakenDialect(), Duration.ofDays(50), "BTC/USD", "ADA/USD");

    @Test
    void the_newest_720_rows_and_the_one_in_progress_are_served_whatever_is_requested() {
        JsonNode result = candles("XXBTZUSD", "");
        assertThat(result.path("XXBTZUSD")).hasSize(721);
        assertThat(result.path("XXBTZUSD").get(0).get(0).longValue()).isEqualTo(TEN - 720 * HOUR);
        assertThat(result.path("XXBTZUSD").get(720).get(0).longValue()).isEqualTo(TEN);
        assertThat(result.path("last").longValue()).isEqualTo(TEN - HOUR);
        assertThat(candles("XXBTZUSD", "&since=1")).isEqualTo(result);
    }

    @Test
    void a_row_has_its_average_price_before_its_volume_and_the_start_is_exclusive() {
        JsonNode rows = candles("XBTUSD", "&since=" + (TEN - 2 * HOUR)).path("XXBTZUSD");
        assertThat(rows).extracting(row -> row.get(0).longValue()).containsExactly(TEN - HOUR, TEN);
        assertThat(rows.get(0)).extracting(JsonNode::asText).containsExactly(Long.toString(TEN - HOUR), "1209", "1211",
                "1208", "1210", "1209.50000000", "2.5", "3");
    }

    @Test
    void an_invalid_request_has_status_200_and_an_error() {
        assertThat(kraken.json("/0/public/OHLC?pair=NONE&interval=60").at("/error/0").asText())
                .isEqualTo("EQuery:Unknown asset pair");
        assertThat(kraken.json("/0/public/OHLC?pair=ADAUSD&interval=61").at("/error/0").asText())
                .isEqualTo("EGeneral:Invalid arguments");
        assertThat(kraken.respond("/0/public/Ticker?pair=ADAUSD,NONE").status()).isEqualTo(200);
        assertThat(kraken.json("/0/public/Ticker?pair=ADAUSD,NONE").at("/error/0").asText())
                .isEqualTo("EQuery:Unknown asset pair");
    }

    @Test
    void tickers_are_of_all_pairs_or_of_a_list() {
        assertThat(kraken.json("/0/public/Ticker").path("result")).hasSize(2);
        JsonNode one = kraken.json("/0/public/Ticker?pair=XBTUSD").path("result");
        assertThat(one).hasSize(1);
        assertThat(one.at("/XXBTZUSD/c/0").asText()).isEqualTo("1211");
        assertThat(one.at("/XXBTZUSD/v/1").asText()).isEqualTo("60");
        assertThat(kraken.json("/0/public/Assets").at("/result/XXBT/altname").asText()).isEqualTo("XBT");
    }

    private JsonNode candles(String pair, String range) {
        return kraken.json("/0/public/OHLC?pair=" + pair + "&interval=60" + range).path("result");
    }
}
