package io.cryptodata.producers.venues;

import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.VenueListing;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// One odd row in the listing of every venue: it costs no other market.
class HostileListingsTest {
    private static final List<String> ODD = List.of("null", "\"\"", "[]", "{}", "true", "\"-\"", "-5", "\"NaN\"", "0",
            "1e99", "\"\\u0000\"", "7");

    /// A part of a venue's listing.
    ///
    /// @param part what the addresses of this part contain
    /// @param row a row, with `#` where the name of the base belongs and `@` as the time
    /// @param time the fields with a time, each as written in `row`; listed without one if they are odd
    /// @param required the fields, as written in `row`, without which there is no market
    /// @param envelope a body with `%s` where the rows belong
    /// @param empty the body of every other part
    private record Part(String exchange, String part, String row, List<String> time, List<String> required,
            String envelope, String empty) {
        @Override
        public String toString() {
            return exchange + " " + part;
        }

        String row(String base) {
            return row.replace("#", base).replace("@", "1573557408");
        }

        VenueListing listing(String odd) {
            String rows = row("AAA") + "," + odd + "," + row("CCC");
            return VenueRows.with(exchange, uri -> uri.contains(part) ? envelope.formatted(rows) : empty,
                    venue -> DirectRunner.value(venue.listing().listing()));
        }
    }

    private static final String OKX = "{\"code\":\"0\",\"msg\":\"\",\"data\":[%s]}";
    private static final String BITGET = "{\"code\":\"00000\",\"msg\":\"success\",\"requestTime\":1767268800000,\"data\":[%s]}";
    private static final String BYBIT = "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"list\":[%s]},\"time\":1767268800000}";
    private static final String KUCOIN = "{\"code\":\"200000\",\"data\":[%s]}";
    private static final String MEXC = "{\"success\":true,\"code\":0,\"data\":[%s],\"symbols\":[]}";
    private static final String MEXC_SPOT = "{\"symbols\":[%s],\"data\":[]}";
    private static final String SYMBOLS = "{\"symbols\":[%s]}";
    private static final String CONTRACT = "{'symbol':'#USDT','contractType':'PERPETUAL','deliveryDate':4133404800000,"
            + "'onboardDate':@000,'status':'TRADING','baseAsset':'#','quoteAsset':'USDT','marginAsset':'USDT'}";

    static final List<Part> PARTS = List.of(
            part("binance", "/api/v3/",
                    "{'symbol':'#USDT','status':'TRADING','baseAsset':'#','quoteAsset':'USDT'}", List.of(),
                    List.of("'symbol':'#USDT'", "'baseAsset':'#'", "'quoteAsset':'USDT'"), SYMBOLS),
            part("binance", "/fapi/", CONTRACT, List.of("'onboardDate':@000"),
                    List.of("'symbol':'#USDT'", "'baseAsset':'#'", "'marginAsset':'USDT'"), SYMBOLS),
            part("binance", "/dapi/", CONTRACT.replace("'status'", "'contractStatus'"), List.of("'onboardDate':@000"),
                    List.of("'symbol':'#USDT'", "'quoteAsset':'USDT'"), SYMBOLS),
            part("bybit", "category=spot",
                    "{'symbol':'#USDT','status':'Trading','baseCoin':'#','quoteCoin':'USDT'}", List.of(),
                    List.of("'symbol':'#USDT'", "'baseCoin':'#'", "'quoteCoin':'USDT'"), BYBIT),
            part("bybit", "category=linear",
                    "{'symbol':'#USDT','contractType':'LinearPerpetual','status':'Trading','baseCoin':'#',"
                            + "'quoteCoin':'USDT','settleCoin':'USDT','launchTime':'@000'}",
                    List.of("'launchTime':'@000'"),
                    List.of("'symbol':'#USDT'", "'baseCoin':'#'", "'settleCoin':'USDT'"), BYBIT),
            part("okx", "instType=SPOT",
                    "{'instType':'SPOT','instId':'#-USDT','baseCcy':'#','quoteCcy':'USDT','state':'live',"
                            + "'listTime':'@000'}",
                    List.of("'listTime':'@000'"), List.of("'instId':'#-USDT'", "'baseCcy':'#'"), OKX),
            part("okx", "instType=SWAP",
                    "{'instType':'SWAP','instId':'#-USDT-SWAP','uly':'#-USDT','settleCcy':'USDT','ctVal':'0.01',"
                            + "'ctMult':'1','state':'live','listTime':'@000'}",
                    List.of("'listTime':'@000'"),
                    List.of("'instId':'#-USDT-SWAP'", "'uly':'#-USDT'", "'settleCcy':'USDT'", "'ctVal':'0.01'"), OKX),
            part("bitget", "/spot/", "{'symbol':'#USDT','baseCoin':'#','quoteCoin':'USDT','status':'online',"
                    + "'openTime':'@000'}", List.of("'openTime':'@000'"),
                    List.of("'symbol':'#USDT'", "'baseCoin':'#'"), BITGET),
            part("bitget", "productType=USDT-FUTURES",
                    "{'symbol':'#USDT','baseCoin':'#','quoteCoin':'USDT','supportMarginCoins':['USDT'],"
                            + "'symbolType':'perpetual','symbolStatus':'normal','launchTime':'@000'}",
                    List.of("'launchTime':'@000'"),
                    List.of("'symbol':'#USDT'", "'quoteCoin':'USDT'", "'supportMarginCoins':['USDT']"), BITGET),
            part("mexc", "/api/v3/exchangeInfo",
                    "{'symbol':'#USDT','baseAsset':'#','quoteAsset':'USDT','status':'1','firstOpenTime':@000}",
                    List.of("'firstOpenTime':@000"), List.of("'symbol':'#USDT'", "'baseAsset':'#'"), MEXC_SPOT),
            part("mexc", "/contract/detail",
                    "{'symbol':'#_USDT','baseCoin':'#','quoteCoin':'USDT','settleCoin':'USDT','contractSize':0.0001,"
                            + "'state':0,'createTime':@000}",
                    List.of("'createTime':@000"),
                    List.of("'symbol':'#_USDT'", "'contractSize':0.0001", "'settleCoin':'USDT'"), MEXC),
            part("kucoin", "/api/v2/symbols",
                    "{'symbol':'#-USDT','enableTrading':true,'tradingStartTime':@000}",
                    List.of("'tradingStartTime':@000"), List.of("'symbol':'#-USDT'"), KUCOIN),
            part("kucoin", "/contracts/active",
                    "{'symbol':'#USDTM','type':'FFWCSX','baseCurrency':'#','quoteCurrency':'USDT',"
                            + "'settleCurrency':'USDT','multiplier':0.001,'status':'Open','firstOpenDate':@000}",
                    List.of("'firstOpenDate':@000"),
                    List.of("'symbol':'#USDTM'", "'type':'FFWCSX'", "'multiplier':0.001"), KUCOIN),
            part("gate", "/spot/currency_pairs",
                    "{'id':'#_USDT','base':'#','quote':'USDT','trade_status':'tradable','sell_start':@,'buy_start':0}",
                    List.of("'sell_start':@"), List.of("'id':'#_USDT'", "'base':'#'"), "[%s]"),
            part("gate", "/futures/usdt/contracts",
                    "{'name':'#_USDT','quanto_multiplier':'0.0001','status':'trading','launch_time':@}",
                    List.of("'launch_time':@"), List.of("'name':'#_USDT'", "'quanto_multiplier':'0.0001'"), "[%s]"));

    @ParameterizedTest
    @FieldSource("PARTS")
    void a_market_with_an_odd_time_is_listed_without_it(Part part) {
        for (String field : part.time()) {
            for (String value : ODD) {
                VenueListing listing = part.listing(part.row("BBB").replace(named(field), nameOf(field) + value));
                assertThat(listing.markets()).as(field + value).extracting(one -> one.market().base())
                        .containsExactly("AAA", "BBB", "CCC");
                assertThat(listing.markets().get(1).listedAt()).as(field + value).isNull();
                assertThat(listing.markets().getFirst().listedAt()).isEqualTo(Instant.ofEpochSecond(1_573_557_408));
            }
        }
    }

    @ParameterizedTest
    @FieldSource("PARTS")
    void a_time_with_a_fraction_or_in_another_unit_is_read(Part part) {
        for (String field : part.time()) {
            for (String value : List.of("1573557408.5", "\"1573557408500.0\"", "1573557408500000", "1.5735574085e12")) {
                assertThat(part.listing(part.row("BBB").replace(named(field), nameOf(field) + value)).markets().get(1)
                        .listedAt()).as(value).isEqualTo(Instant.ofEpochMilli(1_573_557_408_500L));
            }
        }
    }

    @ParameterizedTest
    @FieldSource("PARTS")
    void a_row_without_what_a_market_needs_is_left_out_alone_and_named_with_its_reason(Part part) {
        for (String field : part.required()) {
            for (String value : List.of("null", "\"\"", "[]", "{}", "\"\\u0000\"")) {
                assertLeftOut(part, part.row("BBB").replace(named(field).replace("#", "BBB"), nameOf(field) + value));
            }
            assertLeftOut(part, part.row("BBB").replace(named(field).replace("#", "BBB"), "\"gone\":1"));
        }
    }

    @ParameterizedTest
    @FieldSource("PARTS")
    void a_size_that_is_no_possible_one_costs_its_market_alone(Part part) {
        for (String size : List.of("'contractSize':0.0001", "'ctVal':'0.01'", "'multiplier':0.001",
                "'quanto_multiplier':'0.0001'")) {
            if (part.required().contains(size)) {
                for (String value : List.of("0", "-1", "\"1/2\"", "1e-30", "1e30", "\"1e999999999\"", "\"NaN\"")) {
                    assertLeftOut(part, part.row("BBB").replace(named(size), nameOf(size) + value));
                }
            }
        }
    }

    @ParameterizedTest
    @FieldSource("PARTS")
    void a_row_that_is_no_object_is_left_out(Part part) {
        for (String row : List.of("null", "[]", "7", "\"row\"", "false")) {
            assertLeftOut(part, row);
        }
    }

    @ParameterizedTest
    @FieldSource("PARTS")
    void an_odd_status_costs_no_other_market(Part part) {
        for (String field : List.of("status", "contractStatus", "state", "symbolStatus", "trade_status",
                "enableTrading")) {
            for (String value : ODD) {
                String odd = part.row("BBB").replaceFirst("\"" + field + "\":(\"\\w+\"|\\w+)",
                        "\"" + field + "\":" + value.replace("\\", "\\\\"));
                assertThat(part.listing(odd).markets()).as(odd).extracting(one -> one.market().base()).contains("AAA",
                        "CCC");
            }
        }
    }

    private static void assertLeftOut(Part part, String odd) {
        VenueListing listing = part.listing(odd);
        assertThat(listing.markets()).as(odd).extracting(Listing::market).extracting(market -> market.base())
                .containsExactly("AAA", "CCC");
        assertThat(listing.leftOut()).as(odd).singleElement()
                .satisfies(row -> assertThat(row.reason()).isNotEmpty());
    }

    private static Part part(String exchange, String part, String row, List<String> time, List<String> required,
            String envelope) {
        return new Part(exchange, part, row.replace('\'', '"'), time, required, envelope,
                envelope.replace("%s", ""));
    }

    private static String named(String field) {
        return field.replace('\'', '"').replace("@", "1573557408");
    }

    private static String nameOf(String field) {
        return field.replace('\'', '"').replaceFirst(":.*", ":");
    }
}
