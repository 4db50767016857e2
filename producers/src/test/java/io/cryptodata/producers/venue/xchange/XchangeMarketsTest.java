package io.cryptodata.producers.venue.xchange;

import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.VenueListing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.derivative.FuturesContract;
import org.knowm.xchange.derivative.OptionsContract;
import org.knowm.xchange.dto.meta.InstrumentMetaData;
import org.knowm.xchange.instrument.Instrument;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class XchangeMarketsTest {
    @ParameterizedTest
    @ValueSource(strings = {"BTC/USDT/PERP", "XBT/USDT/SWAP", "BTC/USDT/PERPETUAL"})
    void a_perpetual_in_a_dollar_coin_is_settled_in_it(String contract) {
        assertThat(listing(new FuturesContract(contract), sized("0.01")).markets()).singleElement()
                .satisfies(listing -> {
                    assertThat(listing.market().asset()).isEqualTo("BTC/USDT:USDT");
                    assertThat(listing.venueSymbol()).isEqualTo(contract);
                    assertThat(listing.contractSize()).isEqualByComparingTo("0.01");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTC/USD/PERP", "BTC/EUR/SWAP", "BTC/USDT/260327"})
    void contracts_of_which_xchange_does_not_know_the_settlement_and_contracts_that_expire_are_out_of_scope(
            String contract) {
        assertThat(listing(new FuturesContract(contract), sized("1"))).isEqualTo(VenueListing.of(List.of()));
    }

    @Test
    void a_contract_without_a_size_is_out_of_scope() {
        FuturesContract contract = new FuturesContract("BTC/USDT/PERP");
        assertThat(listing(contract, sized("0")).markets()).isEmpty();
        assertThat(listing(contract, null).markets()).isEmpty();
        assertThat(listing(contract, new InstrumentMetaData.Builder().build()).markets()).isEmpty();
    }

    @Test
    void options_are_out_of_scope() {
        assertThat(listing(new OptionsContract("BTC/USD/260327/100000/C"), sized("1")).markets()).isEmpty();
    }

    @Test
    void a_pair_needs_no_more_than_its_name() {
        assertThat(listing(new CurrencyPair("BCHSV/XBT"), null).markets()).extracting(Listing::market)
                .extracting(market -> market.asset()).containsExactly("BSV/BTC");
    }

    private static InstrumentMetaData sized(String size) {
        return new InstrumentMetaData.Builder().contractValue(new BigDecimal(size)).build();
    }

    private static VenueListing listing(Instrument instrument, @Nullable InstrumentMetaData data) {
        return new XchangeMarkets("somewhere").listing(Collections.singletonMap(instrument, data));
    }
}
