package io.cryptodata.producers.venue.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.Responses;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.Recorded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;

/// A recorded listing of MEXC, bodies from its documentation and other clients, and the names and addresses
/// in CCXT.
class RecordedMexcTest {

    @Test
    void every_market_of_ccxts_has_the_same_names_here() throws Exception {
        for (JsonNode ccxt : Recorded.ccxtMarkets("mexc")) {
            boolean spot = ccxt.path("spot").booleanValue();
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.putArray(spot ? "symbols" : "data").add(ccxt.path("info"));
            Listing ours = MexcPayloads.listing(body, spot ? MexcApi.SPOT : MexcApi.CONTRACT).markets().getFirst();
            assertThat(ours.market().asset()).isEqualTo(ccxt.path("symbol").textValue());
            assertThat(ours.market().base()).isEqualTo(ccxt.path("base").textValue());
            assertThat(ours.market().quote()).isEqualTo(ccxt.path("quote").textValue());
            assertThat(ours.market().settle()).isEqualTo(ccxt.path("settle").textValue());
            assertThat(ours.market().isSpot()).isEqualTo(spot);
            assertThat(ours.venueSymbol()).isEqualTo(ccxt.path("id").textValue());
            assertThat(ours.tradable()).isEqualTo(ccxt.path("active").booleanValue());
            assertThat(ours.contractSize())
                    .isEqualByComparingTo(spot ? BigDecimal.ONE : ccxt.path("contractSize").decimalValue());
        }
    }

    @Test
    void a_whole_listing_of_contracts_is_read() throws Exception {
        JsonNode body = JsonBody
                .tree(Recorded.text("recorded/mexc/listing.contract.mexc.com_api_v1_contract_detail.json.gz"));
        List<Listing> listings = MexcPayloads.listing(body, MexcApi.CONTRACT).markets();
        assertThat(listings).hasSize(786).allMatch(Listing::tradable).allMatch(one -> one.listedAt() != null)
                .extracting(one -> one.market().asset()).doesNotHaveDuplicates()
                .contains("BTC/USDT:USDT", "BTC/USD:BTC", "SOL/USDC:USDC", "GASDAO/USDT:USDT", "FLUX1/USDT:USDT");
    }

    @Test
    void samples_of_listings_rows_and_the_clock_are_read() throws Exception {
        assertThat(MexcPayloads.listing(sample("FuturesApi.ExchangeData.GetSymbols"), MexcApi.CONTRACT).markets())
                .hasSize(2);
        assertThat(MexcPayloads.listing(JsonBody.tree(Recorded
                .sample("recorded/mexc/jkorf.SpotApi.ExchangeData.GetExchangeInfo.txt")), MexcApi.SPOT).markets())
                .extracting(one -> one.market().asset()).containsExactly("BROCK/USDT");
        assertThat(MexcPayloads.candles(sample("SpotApi.ExchangeData.GetKlines"), MexcApi.SPOT, BigDecimal.ONE).rows()
                .getFirst().volume()).isEqualTo("3.550717");
        assertThat(MexcPayloads.serverTime(sample("SpotApi.ExchangeData.GetServerTime")))
                .isEqualTo(Instant.ofEpochMilli(1_645_539_742_000L));
    }

    @ParameterizedTest
    @CsvSource({"recorded/errors/mexc.ccxt-L6360.json,400,Rejected",
            "recorded/errors/mexc.ccxt-L950.json,200,Unavailable",
            "recorded/errors/mexc.ccxt-L961.json,200,Rejected",
            "constructed/errors/mexc.contract.1001.json,200,Rejected",
            "constructed/errors/mexc.spot.-1121.json,400,Rejected",
            "recorded/errors/mexc.403.akamai.truncated.html,403,Banned"})
    void errors_are_classified(String path, int status, String outcome) throws Exception {
        String type = path.endsWith(".json") ? "application/json" : "text/html";
        Object result = DirectRunner.outcome(new MexcResponseClassifier()
                .read(Responses.of(status, type, Recorded.text(path)), (body, _) -> body.size()));
        assertThat(result.getClass().getSimpleName()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"SPOT,LTCUSDT,fetch OHLCV - spot", "CONTRACT,LTC_USDT,fetch OHLCV - swap default"})
    void candles_are_requested_from_the_address_that_ccxt_uses(MexcApi api, String symbol, String description)
            throws Exception {
        JsonNode fixtures = JsonBody.tree(Recorded.text("ccxt/ohlcv_request/mexc.json")).path("fetchOHLCV");
        URI theirs = URI.create(StreamSupport.stream(fixtures.spliterator(), false)
                .filter(one -> one.path("description").asText().equals(description)).findFirst().orElseThrow()
                .path("url").asText());
        URI ours = api.address(MexcClient.LIVE, api.hours(symbol, Instant.EPOCH, 1));
        assertThat(ours.getHost()).isEqualTo(theirs.getHost());
        assertThat(ours.getPath()).isEqualTo(theirs.getPath());
        assertThat(ours.getQuery()).contains("interval=");
        assertThat(api.address(BaseUrls.at(URI.create("http://127.0.0.1:1/mexc")), "x").getPath()).startsWith("/mexc/");
    }

    private static JsonNode sample(String name) throws Exception {
        return JsonBody.tree(Recorded.sample("recorded/mexc/jkorf." + name + ".txt"));
    }
}
