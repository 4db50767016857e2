package io.cryptodata.producers.venues;

import io.cryptodata.domain.candle.PageVerdict;
import io.cryptodata.domain.candle.QuarantineReason;
import io.cryptodata.domain.candle.Verdict;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.VenueListing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Bodies after public reports about venues' APIs, in a folder beside the repository; skipped where it is missing.
class VenueCasesTest {
    private static final Path CASES = Path.of(System.getProperty("repository.root", "."), "..", "shared", "cases",
            "venues");

    @Test
    void binance_lists_a_market_without_onboard_date() throws IOException {
        VenueListing listing = listing("binance", "/fapi/", "F2-binance-linear-onboardDate-null.json",
                "{\"symbols\":[]}");
        assertThat(listing.markets()).hasSize(3);
        assertThat(market(listing, "NEW/USDT:USDT").listedAt()).isNull();
        assertThat(market(listing, "NEW/USDT:USDT").tradable()).isFalse();
    }

    @Test
    void bybit_lists_a_market_with_a_dash_as_launch_time() throws IOException {
        VenueListing listing = listing("bybit", "category=linear", "F2-bybit-linear-launchTime-dash.json",
                "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"list\":[]},\"time\":1767268800000}");
        assertThat(listing.markets()).hasSize(3);
        assertThat(market(listing, "PRE/USDT:USDT").listedAt()).isNull();
        assertThat(market(listing, "PRE/USDT:USDT").tradable()).isFalse();
    }

    @Test
    void mexc_leaves_out_a_contract_without_a_size() throws IOException {
        VenueListing listing = listing("mexc", "/contract/detail", "F2-mexc-contract-size-null.json",
                "{\"symbols\":[]}");
        assertThat(listing.markets()).extracting(one -> one.market().base()).containsExactly("BTC", "ETH");
        assertThat(listing.leftOut())
                .containsExactly(new VenueListing.LeftOut("NEWSTOCK_USDT", "no contractSize"));
    }

    @Test
    void gate_lists_a_contract_with_a_fraction_of_a_second() throws IOException {
        VenueListing listing = listing("gate", "/futures/usdt/contracts", "F2-gate-usdt-launch-time-fraction.json",
                "[]");
        assertThat(listing.markets()).hasSize(2);
        assertThat(market(listing, "ETH/USDT:USDT").listedAt()).isEqualTo(Instant.parse("2019-11-18T00:00:00.5Z"));
    }

    @Test
    void okx_lists_a_contract_with_a_decimal_list_time() throws IOException {
        VenueListing listing = listing("okx", "instType=SWAP", "F2-okx-swap-listTime-decimal.json",
                "{\"code\":\"0\",\"msg\":\"\",\"data\":[]}");
        assertThat(listing.markets()).extracting(one -> one.contractSize().stripTrailingZeros().toPlainString())
                .containsExactly("0.01", "1000", "0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-all-null", "null-instead-of-a-row", "one-short"})
    void binance_serves_five_candles_beside_an_odd_row(String rows) throws IOException {
        assertFiveBesideAMalformedRow(
                VenueRows.judged("binance", "BTC/USDT", file("F3-binance-rows-" + rows + ".json")));
    }

    @Test
    void bybit_serves_five_candles_beside_a_row_with_a_written_date() throws IOException {
        assertFiveBesideAMalformedRow(
                VenueRows.judged("bybit", "BTC/USDT", file("F3-bybit-rows-iso-open-time.json")));
    }

    @ParameterizedTest
    @CsvSource({"okx, F3-okx-rows-decimal-open-time.json", "bitget, F4-bitget-spot-candles-seconds.json"})
    void a_decimal_open_time_and_seconds_are_six_candles(String exchange, String name) throws IOException {
        PageVerdict.Judged page = VenueRows.judged(exchange, "BTC/USDT", file(name));
        assertThat(page.accepted()).hasSize(6);
        assertThat(page.quarantined()).isEmpty();
    }

    @Test
    void a_first_hour_in_microseconds_is_that_hour() throws IOException {
        assertThat(VenueRows.outcome("binance", file("F4-binance-first-hour-microseconds.json"),
                client -> client.firstHour(VenueRows.listing("binance", "BTC/USDT"))))
                .isEqualTo(new Fetch.Ok<>(Optional.of(VenueRows.FROM)));
    }

    private static void assertFiveBesideAMalformedRow(PageVerdict.Judged page) {
        assertThat(page.accepted()).hasSize(5);
        assertThat(page.quarantined()).extracting(Verdict.Quarantined::reason)
                .containsExactly(QuarantineReason.MALFORMED);
    }

    private static VenueListing listing(String exchange, String part, String name, String others)
            throws IOException {
        String body = file(name);
        return VenueRows.with(exchange, uri -> uri.contains(part) ? body : others,
                venue -> DirectRunner.value(venue.listing().listing()));
    }

    private static Listing market(VenueListing listing, String asset) {
        return listing.markets().stream().filter(one -> one.market().asset().equals(asset)).findFirst().orElseThrow();
    }

    private static String file(String name) throws IOException {
        Path file = CASES.resolve(name);
        assumeTrue(Files.exists(file), "skipped: " + file + " is missing");
        return Files.readString(file);
    }
}
