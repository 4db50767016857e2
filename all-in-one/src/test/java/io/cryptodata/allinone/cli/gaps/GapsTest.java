package io.cryptodata.allinone.cli.gaps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

class GapsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BITCOIN = """
            {"exchange": "binance", "asset": "BTC/USDT", "state": "LIVE", "quarantined": 2,
             "expected_from": "2026-01-01T00:00:00Z", "known_up_to": "2026-01-02T00:00:00Z",
             "missing": [{"from": "2026-01-01T05:00:00Z", "to": "2026-01-01T07:00:00Z"}],
             "confirmed_empty": [{"from": "2026-01-01T02:00:00Z", "to": "2026-01-01T03:00:00Z"}]}""";
    private static final String BEHIND = """
            {"exchange": "binance", "asset": "ETH/USDT", "state": "BACKFILLING", "quarantined": 0,
             "expected_from": "2026-01-01T00:00:00Z", "known_up_to": "2026-01-01T20:00:00Z",
             "missing": [], "confirmed_empty": []}""";
    private static final String DELISTED = """
            {"exchange": "okx", "asset": "OLD/USDT", "state": "DELISTED", "quarantined": 0,
             "expected_from": "2026-01-01T00:00:00Z", "known_up_to": "2026-01-01T10:00:00Z",
             "missing": [], "confirmed_empty": []}""";
    private static final String UNKNOWN = """
            {"exchange": "okx", "asset": "NEW/USDT", "state": "BACKFILLING", "quarantined": 0,
             "expected_from": null, "known_up_to": null, "missing": [], "confirmed_empty": []}""";

    @Test
    void every_expected_hour_is_present_missing_or_confirmed_empty() throws IOException {
        assertThat(report(BITCOIN, BEHIND, DELISTED, UNKNOWN)).allSatisfy(market -> assertThat(market.expected())
                .isEqualTo(market.present() + market.missing() + market.confirmedEmpty()));
        assertThat(report(BITCOIN)).singleElement().satisfies(bitcoin -> {
            assertThat(bitcoin.expected()).isEqualTo(24);
            assertThat(bitcoin.present()).isEqualTo(21);
        });
    }

    @Test
    void hours_that_were_not_asked_for_yet_are_missing_but_not_of_a_market_that_has_ended() throws IOException {
        List<Completeness> markets = report(BITCOIN, BEHIND, DELISTED);
        assertThat(markets).extracting(Completeness::missing).containsExactly(2L, 4L, 0L);
        assertThat(markets.get(1).gaps()).extracting(Gap::kind).containsExactly(Gap.Kind.BEHIND);
    }

    @Test
    void hours_before_the_first_candle_are_not_expected() throws IOException {
        String late = BITCOIN.replace("2026-01-01T02:00:00Z", "2026-01-01T00:00:00Z");
        assertThat(report(late)).singleElement().satisfies(market -> {
            assertThat(market.expectedFrom()).isEqualTo("2026-01-01T03:00:00Z");
            assertThat(market.expected()).isEqualTo(21);
            assertThat(market.confirmedEmpty()).isZero();
            assertThat(market.present()).isEqualTo(19);
        });
    }

    @Test
    void is_a_line_per_venue_and_one_per_incomplete_market_for_people() throws IOException {
        assertThat(text(out -> GapsText.forPeople(reportOf(BITCOIN, BEHIND, DELISTED), false, out))).isEqualTo(
                """
                        venue    markets  expected h  present h  confirmed empty h  missing h  quarantined  complete
                        -------  -------  ----------  ---------  -----------------  ---------  -----------  --------
                        binance        2          48         41                  1          6            2   87.23 %
                        okx            1          10         10                  0          0            0  100.00 %
                        all            3          58         51                  1          6            2   89.47 %

                        market            state        expected h  present h  confirmed empty h  missing h  quarantined  missing since
                        ----------------  -----------  ----------  ---------  -----------------  ---------  -----------  -----------------------------------------
                        binance:BTC/USDT  live                 24         21                  1          2            2  2026-01-01T05:00:00Z (2 h)
                        binance:ETH/USDT  backfilling          24         20                  0          4            0  2026-01-01T20:00:00Z (4 h, not asked yet)
                        """);
    }

    @Test
    void is_a_line_per_market_or_per_gap_as_csv() throws IOException {
        assertThat(text(out -> GapsText.csv(reportOf(BITCOIN, UNKNOWN), out))).isEqualTo("""
                exchange,asset,state,expected_from,up_to,expected,present,confirmed_empty,missing,quarantined
                binance,BTC/USDT,LIVE,2026-01-01T00:00:00Z,2026-01-02T00:00:00Z,24,21,1,2,2
                okx,NEW/USDT,BACKFILLING,,,0,0,0,0,0
                """);
        assertThat(text(out -> GapsText.csvOfRanges(reportOf(BITCOIN), out))).isEqualTo("""
                exchange,asset,kind,from,to,hours
                binance,BTC/USDT,CONFIRMED_EMPTY,2026-01-01T02:00:00Z,2026-01-01T03:00:00Z,1
                binance,BTC/USDT,MISSING,2026-01-01T05:00:00Z,2026-01-01T07:00:00Z,2
                """);
    }

    @Test
    void is_one_object_for_programs() throws IOException {
        JsonNode all = JSON.readTree(GapsText.json(report(BITCOIN, BEHIND)));
        assertThat(all.path("venues")).singleElement().satisfies(venue -> {
            assertThat(venue.path("missing").asLong()).isEqualTo(6);
            assertThat(venue.path("present").asLong()).isEqualTo(41);
        });
        assertThat(all.path("markets").get(0).path("gaps")).hasSize(2);
    }

    @Test
    void never_says_one_hundred_percent_while_an_hour_is_missing() {
        assertThat(new Totals(1, 100_001, 100_000, 0, 1, 0).complete()).isEqualTo("99.99 %");
    }

    private static List<Completeness> reportOf(String... entries) {
        try {
            return report(entries);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Completeness> report(String... entries) throws IOException {
        Map<String, JsonNode> ledgers = new TreeMap<>();
        for (String entry : entries) {
            JsonNode read = JSON.readTree(entry);
            ledgers.put(read.path("exchange").asText() + ":" + read.path("asset").asText(), read);
        }
        return Completeness.of(ledgers);
    }

    private static String text(Consumer<PrintWriter> printing) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        printing.accept(out);
        out.flush();
        return text.toString();
    }
}
