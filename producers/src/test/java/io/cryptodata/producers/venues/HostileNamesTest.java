package io.cryptodata.producers.venues;

import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.VenueState.Meaning;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// Odd names and status words in the listing of every venue: they cost no other market.
class HostileNamesTest {
    private static final List<String> REFUSED = List.of("A\\u0000B", "A\\nB", "A\\u00a0B", "A\\u200bB", "A\\u202eB",
            "A\\ufeffB", "A\\ud83dB", "A B", "A:B", "A/B", "A\\uff1aB", "\\u200b", "A".repeat(65), "A".repeat(3000));

    /// A part of a venue's listing.
    ///
    /// @param part what the addresses of this part contain
    /// @param row a row, with `#` where the name of the base belongs, `@` where that of the quote does
    /// @param status the field with the status
    /// @param words words of the status: that of a market that trades, then others
    /// @param envelope a body with `%s` where the rows belong
    private record Part(String exchange, String part, String row, String status, List<String> words,
            String envelope) {
        @Override
        public String toString() {
            return exchange + " " + part;
        }

        String row(String base, String quote, String word) {
            // the rows of Kraken are the values of an object
            String name = exchange.equals("kraken") ? "\"PAIR" + (base + quote).hashCode() + "\":" : "";
            return name + "{" + row.replace('\'', '"').replace("#", base).replace("@", quote) + ",\"" + status + "\":"
                    + word + "}";
        }

        String row(String base) {
            return row(base, "USDT", words.getFirst());
        }

        List<Listing> listing(String... rows) {
            String body = envelope.formatted(String.join(",", rows));
            return VenueRows.with(exchange, uri -> uri.contains(part) ? body : envelope.formatted(""),
                    venue -> DirectRunner.value(venue.listing().listing()).markets());
        }
    }

    private static final String BYBIT = "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"list\":[%s]},\"time\":1767268800000}";
    private static final String DATA = "{\"code\":\"%s\",\"msg\":\"\",\"success\":true,\"requestTime\":1767268800000,\"data\":[";
    private static final String OKX = DATA.formatted("0") + "%s]}";
    private static final String BITGET = DATA.formatted("00000") + "%s]}";
    private static final String KUCOIN = DATA.formatted("200000") + "%s]}";
    private static final String BINANCE = "{\"symbols\":[%s]}";

    static final List<Part> PARTS = List.of(
            new Part("binance", "/api/v3/", "'symbol':'#@','baseAsset':'#','quoteAsset':'@'", "status",
                    quoted("TRADING", "BREAK", "HALT", "AUCTION_MATCH", "CANCEL_ONLY"), BINANCE),
            new Part("binance", "/fapi/", "'symbol':'#@','baseAsset':'#','quoteAsset':'@','marginAsset':'@',"
                    + "'contractType':'PERPETUAL','deliveryDate':4133404800000", "status",
                    quoted("TRADING", "PENDING_TRADING", "SETTLING", "CLOSE"), BINANCE),
            new Part("binance", "/dapi/", "'symbol':'#@','baseAsset':'#','quoteAsset':'@','marginAsset':'#',"
                    + "'contractType':'PERPETUAL','deliveryDate':4133404800000", "contractStatus",
                    quoted("TRADING", "DELIVERING", "DELIVERED"), BINANCE),
            new Part("bybit", "category=spot", "'symbol':'#@','baseCoin':'#','quoteCoin':'@'", "status",
                    quoted("Trading", "PreLaunch", "Closed"), BYBIT),
            new Part("bybit", "category=linear", "'symbol':'#@','baseCoin':'#','quoteCoin':'@','settleCoin':'@',"
                    + "'contractType':'LinearPerpetual','deliveryTime':'0'", "status",
                    quoted("Trading", "PreLaunch", "Delivering", "Closed"), BYBIT),
            new Part("okx", "instType=SPOT", "'instType':'SPOT','instId':'#-@','baseCcy':'#','quoteCcy':'@'", "state",
                    quoted("live", "suspend", "preopen", "test"), OKX),
            new Part("okx", "instType=SWAP", "'instType':'SWAP','instId':'#-@-SWAP','uly':'#-@','settleCcy':'@',"
                    + "'ctVal':'1','ctMult':'1'", "state", quoted("live", "suspend", "preopen", "expired"), OKX),
            new Part("bitget", "/spot/", "'symbol':'#@','baseCoin':'#','quoteCoin':'@'", "status",
                    quoted("online", "offline", "gray", "halt"), BITGET),
            new Part("bitget", "productType=USDT-FUTURES", "'symbol':'#@','baseCoin':'#','quoteCoin':'@',"
                    + "'supportMarginCoins':['@'],'symbolType':'perpetual'", "symbolStatus",
                    quoted("normal", "listed", "maintain", "limit_open", "off"), BITGET),
            new Part("mexc", "/api/v3/exchangeInfo", "'symbol':'#@','baseAsset':'#','quoteAsset':'@',"
                    + "'isSpotTradingAllowed':false", "status", quoted("1", "2", "3"),
                    "{\"symbols\":[%1$s],\"success\":true,\"data\":[]}"),
            new Part("mexc", "/contract/detail", "'symbol':'#_@','baseCoin':'#','quoteCoin':'@','settleCoin':'@',"
                    + "'contractSize':1", "state", List.of("0", "1", "2", "3", "4"),
                    "{\"success\":true,\"symbols\":[],\"data\":[%s]}"),
            new Part("kucoin", "/api/v2/symbols", "'symbol':'#-@'", "enableTrading", List.of("true", "false"), KUCOIN),
            new Part("kucoin", "/contracts/active", "'symbol':'#@M','baseCurrency':'#','quoteCurrency':'@',"
                    + "'settleCurrency':'@','type':'FFWCSX','multiplier':1", "status",
                    quoted("Open", "Init", "Paused", "CancelOnly"), KUCOIN),
            new Part("gate", "/spot/currency_pairs", "'id':'#_@','base':'#','quote':'@'", "trade_status",
                    quoted("tradable", "untradable", "buyable", "sellable"), "[%s]"),
            new Part("gate", "/futures/usdt/contracts", "'name':'#_@','quanto_multiplier':'1'", "status",
                    quoted("trading", "prelaunch", "delisting", "delisted", "circuit_breaker"), "[%s]"),
            new Part("kraken", "/AssetPairs", "'wsname':'#/@','base':'#','quote':'@'", "status",
                    quoted("online", "cancel_only", "post_only", "limit_only", "reduce_only"),
                    "{\"error\":[],\"result\":{%s}}"));

    @ParameterizedTest
    @FieldSource("PARTS")
    void a_name_that_fits_no_symbol_costs_its_market_alone(Part part) {
        for (String name : REFUSED) {
            assertThat(part.listing(part.row("AAA"), part.row(name), part.row("CCC"))).as(name)
                    .extracting(one -> one.market().base()).containsExactly("AAA", "CCC");
        }
    }

    @ParameterizedTest
    @FieldSource("PARTS")
    void a_separator_in_the_quote_makes_no_contract_and_no_other_market(Part part) {
        for (String quote : List.of("USDT:USDT", "USDT:AAA", "USDT/USDT", "USDT\\u200b")) {
            assertThat(part.listing(part.row("AAA"), part.row("BBB", quote, part.words().getFirst())))
                    .as(quote).extracting(one -> one.market().base()).containsExactly("AAA");
        }
    }

    @ParameterizedTest
    @FieldSource("PARTS")
    void a_name_in_any_script_is_listed(Part part) {
        String names = "\u5e01\u5b89\u4eba\u751f,\u4eba\u751fK\u7ebf,\ud83d\udc36,1000CAT,$A,A.S,A'S";
        assertThat(part.listing(Arrays.stream(names.split(",")).map(part::row).toArray(String[]::new)))
                .extracting(one -> one.market().base()).containsExactly(names.split(","));
    }

    @ParameterizedTest
    @FieldSource("PARTS")
    void documented_words_are_known_and_the_first_one_means_that_the_market_trades(Part part) {
        for (String word : part.words()) {
            assertThat(part.listing(part.row("AAA", "USDT", word))).as(word)
                    .extracting(one -> one.state().meaning())
                    .containsExactly(word.equals(part.words().getFirst()) ? Meaning.TRADING : Meaning.HALTED);
        }
    }

    @ParameterizedTest
    @FieldSource("PARTS")
    void another_word_is_unknown_and_kept_readable(Part part) {
        List<Listing> listing = part.listing(part.row("AAA"), part.row("BBB", "USDT", "\"NEW\\nWORD\""));
        assertThat(listing).extracting(Listing::tradable).containsExactly(true, false);
        assertThat(listing.getLast().state().meaning()).isEqualTo(Meaning.UNKNOWN);
        assertThat(listing.getLast().venueStatus()).endsWith("NEW\\u000aWORD");
    }

    private static List<String> quoted(String... words) {
        return Arrays.stream(words).map(word -> "\"" + word + "\"").toList();
    }
}
