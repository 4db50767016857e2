package io.cryptodata.producers.venue.bitget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.venue.EveryHour;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.Recorded;
import io.cryptodata.producers.venue.ScriptedListing;
import io.cryptodata.simulator.clock.SimulatedClock;
import io.cryptodata.simulator.venue.SimulatedVenue;
import io.cryptodata.simulator.venue.VenueRequest;
import io.cryptodata.simulator.venue.VenueServer;
import io.cryptodata.simulator.venue.bitget.BitgetDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;

/// Bodies of Bitget from its documentation and other clients, and the names and addresses in CCXT.
class RecordedBitgetTest {

    @Test
    void every_market_of_ccxts_has_the_same_names_here() throws Exception {
        for (JsonNode ccxt : Recorded.ccxtMarkets("bitget")) {
            boolean spot = ccxt.path("spot").booleanValue();
            Listing ours = BitgetPayloads.listing(JsonNodeFactory.instance.arrayNode().add(ccxt.path("info")),
                    spot ? BitgetApi.SPOT : BitgetApi.USDT_FUTURES).markets().getFirst();
            assertThat(ours.market().asset()).isEqualTo(ccxt.path("symbol").textValue());
            assertThat(ours.market().base()).isEqualTo(ccxt.path("base").textValue());
            assertThat(ours.market().quote()).isEqualTo(ccxt.path("quote").textValue());
            assertThat(ours.market().settle()).isEqualTo(ccxt.path("settle").textValue());
            assertThat(ours.market().isSpot()).isEqualTo(spot);
            assertThat(ours.venueSymbol()).isEqualTo(ccxt.path("id").textValue());
            assertThat(ours.tradable()).isEqualTo(ccxt.path("active").booleanValue());
        }
    }

    @Test
    void listings_are_read() throws Exception {
        assertThat(BitgetPayloads.listing(data("recorded/bitget/xchange.api_v2_spot_public_symbols.json"),
                BitgetApi.SPOT).markets()).extracting(one -> one.market().asset())
                .containsExactly("BTC/USDT", "ETH/USDT", "BGB/USDT");
        assertThat(BitgetPayloads.listing(sample("Spot.ExchangeData.GetSymbols"), BitgetApi.SPOT).markets()).hasSize(1);
        assertThat(
                BitgetPayloads.listing(sample("Futures.ExchangeData.GetContracts"), BitgetApi.USDT_FUTURES).markets())
                .extracting(one -> one.market().asset()).containsExactly("BTC/USDT:USDT");
        assertThat(
                BitgetPayloads.listing(data("recorded/bitget/listing.api.bitget.com_api_spot_v1_public_products.json"),
                        BitgetApi.SPOT).markets())
                .hasSize(245).allMatch(Listing::tradable);
    }

    @Test
    void rows_of_candles_are_read_repeated_ones_and_all() throws Exception {
        List<RawCandle> spot = BitgetPayloads.candles(sample("Spot.ExchangeData.GetHistoricalKlines")).rows();
        assertThat(spot).extracting(RawCandle::openTime).hasSize(5).contains(1_654_012_800_000L);
        assertThat(spot.getFirst().volume()).isEqualTo("2581.4668");
        assertThat(BitgetPayloads.candles(sample("Futures.ExchangeData.GetKlines")).rows().getFirst().volume())
                .isEqualTo("26.26");
    }

    @Test
    void the_clock_is_read() throws Exception {
        assertThat(BitgetPayloads.serverTime(sample("Spot.ExchangeData.GetServerTime")))
                .isEqualTo(Instant.ofEpochMilli(1_688_008_631_614L));
    }

    @ParameterizedTest
    @CsvSource({"L1110,''", "L1131,30014", "L1143,30026", "L12157,40015", "L1544,41114", "L1592,invalid-parameter",
            "L1615,01001"})
    void errors_are_classified(String line, String code) throws Exception {
        assertThat(BitgetPayloads
                .envelope(JsonBody.tree(Recorded.text("recorded/errors/bitget.ccxt-" + line + ".json"))).code())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"BTC/USDT,spot ohlcv should retrieve 1000 candles",
            "BTC/USDT:USDT,swap ohlcv should retrieve 1000 candles"})
    void hours_are_requested_from_the_address_that_ccxt_uses(String asset, String description) throws Exception {
        JsonNode fixtures = JsonBody.tree(Recorded.text("ccxt/ohlcv_request/bitget.json")).path("fetchOHLCV");
        URI theirs = URI.create(StreamSupport.stream(fixtures.spliterator(), false)
                .filter(one -> one.path("description").asText().equals(description)).findFirst().orElseThrow()
                .path("url").asText());
        VenueRequest expected = VenueRequest.of(theirs.getPath(), theirs.getRawQuery());
        VenueRequest request = requestFor(new Market("bitget", asset));
        assertThat(request.path()).isEqualTo(expected.path());
        for (String name : List.of("symbol", "granularity", "productType", "limit")) {
            assertThat(request.text(name)).as(name).isEqualTo(expected.text(name));
        }
    }

    private static VenueRequest requestFor(Market market) {
        Instant now = Instant.parse("2024-05-01T00:30:00Z");
        List<VenueRequest> requests = new ArrayList<>();
        SimulatedVenue venue = new SimulatedVenue(new BitgetDialect(), EveryHour.of(market, now),
                SimulatedClock.frozenAt(now), InstantSource.system());
        venue.inject((request, kind, time) -> {
            requests.add(request);
            return null;
        });
        try (venue;
                VenueServer venues = new VenueServer(0, Map.of("bitget", venue));
                HttpClient http = HttpTransport.newClient()) {
            DirectRunner.value(new BitgetClient(ScriptedListing.context(new HttpTransport(http), venues.url("bitget")))
                    .hourlyCandles(Listing.of(market, "BTCUSDT", true, "online"), now, 1));
        }
        return requests.getFirst();
    }

    private static JsonNode sample(String name) throws Exception {
        return BitgetPayloads.envelope(JsonBody.tree(Recorded.sample("recorded/bitget/jkorf." + name + ".txt"))).data();
    }

    private static JsonNode data(String path) throws Exception {
        return BitgetPayloads.envelope(JsonBody.tree(Recorded.text(path))).data();
    }
}
