package io.cryptodata.producers.venue.xchange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;

import static org.assertj.core.api.Assertions.assertThat;

/// The jars of bitstamp, coinbase and coinbasepro are on the class path of the tests.
class XchangeVenuesTest {
    @ParameterizedTest
    @CsvSource({"bitstamp, https://www.bitstamp.net", "coinbasepro, https://api.pro.coinbase.com",
            "coinbase, https://api.exchange.coinbase.com", "binanceus, https://api.binance.us"})
    void a_venue_of_a_jar_is_found_by_name_and_has_an_address(String exchange, URI url) {
        assertThat(XchangeVenues.find(exchange)).hasValueSatisfying(venue -> {
            assertThat(venue.exchange()).isEqualTo(exchange);
            assertThat(venue.urls().main()).isEqualTo(url);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bitstmp   | bitstmp is no venue that XChange lists; did you mean bitstamp?
            exma      | exma is no venue that XChange lists; did you mean exmo?
            Bitstamp  | Bitstamp is no venue that XChange lists; did you mean bitstamp?
            bitfinex  | bitfinex needs the jar xchange-bitfinex: add it to the profile xchange-listings in producers/pom.xml and build with -Pxchange-listings
            """)
    void an_unknown_name_has_a_reason_and_a_remedy(String name, String description) {
        assertThat(XchangeVenues.find(name)).isEmpty();
        assertThat(XchangeVenues.describeUnknown(name)).isEqualTo(description);
    }

    @Test
    void a_name_that_is_like_no_other_is_answered_with_all() {
        assertThat(XchangeVenues.describeUnknown("somewhereelse")).contains("there are ", "bitstamp, ", "zaif");
    }

    @Test
    void a_class_whose_instruments_come_from_a_file_lists_nothing() throws ReflectiveOperationException {
        assertThat(XchangeVenue.of("coinbase", org.knowm.xchange.coinbase.v2.CoinbaseExchange.class)).isEmpty();
    }
}
