package io.cryptodata.producers.venue.kraken;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.Listing;
import org.junit.jupiter.api.Test;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class KrakenPayloadsTest {

    @Test
    void prefixes_and_old_names_of_coins_are_gone() throws UnreadableBody {
        assertThat(KrakenPayloads.listing(JsonBody.tree(result(pair("XXBTZUSD", "XBT/USD", "XXBT", "ZUSD") + ","
                + pair("XDGUSDT", "XDG/USDT", "XXDG", "USDT") + "," + pair("XTZXBT", "XTZ/XBT", "XTZ", "XXBT"))))
                .markets())
                .extracting(
                        Listing::market, Listing::venueSymbol)
                .containsExactly(tuple(market("BTC/USD"), "XXBTZUSD"),
                        tuple(market("DOGE/USDT"), "XDGUSDT"), tuple(market("XTZ/BTC"), "XTZXBT"));
    }

    @Test
    void a_name_of_four_letters_has_no_prefix_if_the_clean_name_has_none() throws UnreadableBody {
        assertThat(KrakenPayloads.listing(JsonBody.tree(result(pair("ZETAUSD", "ZETA/USD", "ZETA", "ZUSD")))).markets())
                .extracting(
                        Listing::market)
                .containsExactly(market("ZETA/USD"));
    }

    @Test
    void without_a_clean_name_a_prefix_is_cut_off() throws UnreadableBody {
        String old = pair("XETHZEUR", "", "XETH", "ZEUR") + "," + pair("USDTZUSD", "", "USDT", "ZUSD") + ","
                + pair("XXDGXXBT", "", "XXDG", "XXBT") + "," + pair("DASHEUR", "", "DASH", "ZEUR");
        assertThat(KrakenPayloads.listing(JsonBody.tree(result(old))).markets()).extracting(Listing::market)
                .containsExactly(
                        market("ETH/EUR"), market("USDT/USD"), market("DOGE/BTC"), market("DASH/EUR"));
    }

    @Test
    void coins_that_kraken_calls_otherwise_have_the_name_they_have_elsewhere() throws UnreadableBody {
        String pairs = pair("LUNAUSD", "LUNA/USD", "LUNA", "ZUSD") + ","
                + pair("LUNA2USD", "LUNA2/USD", "LUNA2", "ZUSD")
                + "," + pair("REPV2EUR", "REPV2/EUR", "REPV2", "ZEUR") + ","
                + pair("ETH2.SETH", "ETH2.S/ETH", "ETH2.S", "XETH") + ","
                + pair("XBT.MXBT", "XBT.M/XBT", "XBT.M", "XXBT")
                + "," + pair("AAPLxUSD", "AAPLx/USD", "AAPLx", "ZUSD");
        assertThat(KrakenPayloads.listing(JsonBody.tree(result(pairs))).markets()).extracting(Listing::market)
                .containsExactly(
                        market("LUNC/USD"), market("LUNA/USD"), market("REP/EUR"), market("ETH2.S/ETH"),
                        market("BTC.M/BTC"),
                        market("AAPLX/USD"));
    }

    @Test
    void a_market_trades_only_when_it_is_online_and_one_without_a_status_is() throws UnreadableBody {
        String online = pair("ADAUSD", "ADA/USD", "ADA", "ZUSD");
        String half = pair("DOTUSD", "DOT/USD", "DOT", "ZUSD").replace("online", "cancel_only");
        String silent = pair("SOLUSD", "SOL/USD", "SOL", "ZUSD").replace(",\"status\":\"online\"", "");
        assertThat(KrakenPayloads.listing(JsonBody.tree(result(online + "," + half + "," + silent))).markets())
                .extracting(Listing::tradable,
                        Listing::venueStatus)
                .containsExactly(tuple(true, "online"), tuple(false, "cancel_only"),
                        tuple(true, "online"));
    }

    @Test
    void a_dark_pool_is_not_the_market_beside_it() throws UnreadableBody {
        assertThat(KrakenPayloads.listing(JsonBody.tree(result(pair("XXBTZUSD.d", "", "XXBT", "ZUSD")))).markets())
                .isEmpty();
    }

    @Test
    void a_synthetic_market_is_not_the_market_beside_it_and_no_contract() throws UnreadableBody {
        String pairs = pair("ADAUSD:XYZQ", "ADA/USD", "ADA", "ZUSD") + "," + pair("ADAUSD", "ADA/USD", "ADA", "ZUSD")
                + "," + pair("DOTUSD", "DOT/USD:XYZQ", "DOT", "ZUSD") + ","
                + pair("XMLNZUSD:Q", "", "XMLN", "ZUSD") + "," + pair("TRXUSD", "", "TRX:Q", "ZUSD");
        assertThat(KrakenPayloads.listing(JsonBody.tree(result(pairs))).markets()).extracting(Listing::market,
                Listing::venueSymbol).containsExactly(tuple(market("ADA/USD"), "ADAUSD"));
    }

    @Test
    void time_is_whole_seconds() throws UnreadableBody {
        assertThat(KrakenPayloads.serverTime(JsonBody.tree("{\"error\":[],\"result\":{\"unixtime\":1714521600}}")))
                .isEqualTo(Instant.parse("2024-05-01T00:00:00Z"));
        assertThatThrownBy(() -> KrakenPayloads.serverTime(JsonBody.tree("{\"error\":[]}")))
                .hasMessageContaining("unixtime");
    }

    private static Market market(String asset) {
        return new Market("kraken", asset);
    }

    private static String result(String pairs) {
        return "{\"error\":[],\"result\":{" + pairs + "}}";
    }

    private static String pair(String name, String clean, String base, String quote) {
        String wsname = clean.isEmpty() ? "" : "\"wsname\":\"" + clean + "\",";
        return "\"%s\":{%s\"base\":\"%s\",\"quote\":\"%s\",\"status\":\"online\"}".formatted(name, wsname, base, quote);
    }
}
