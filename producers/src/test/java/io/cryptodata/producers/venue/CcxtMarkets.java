package io.cryptodata.producers.venue;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;

/// CCXT's fixtures of markets: the venue of each, and in which parts of its listing they are. A new venue is one line here.
enum CcxtMarkets {
    BINANCE("binance", "{\"symbols\":[%s]}",
            Part.spot("/api/v3/exchangeInfo"), Part.linear("/fapi/v1/exchangeInfo"),
            Part.inverse("/dapi/v1/exchangeInfo")),

    BYBIT("bybit",
            "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"list\":[%s],\"nextPageCursor\":\"\"},\"time\":1}",
            Part.spot("category=spot"), Part.linear("category=linear"), Part.inverse("category=inverse")),

    OKX("okx", "{\"code\":\"0\",\"msg\":\"\",\"data\":[%s]}",
            Part.spot("instType=SPOT"), Part.perpetual("instType=SWAP")),

    BITGET("bitget",
            "{\"code\":\"00000\",\"msg\":\"success\",\"requestTime\":1,\"data\":[%s]}",
            Part.spot("/spot/public/symbols"), Part.settled("productType=USDT-FUTURES", "USDT"),
            Part.settled("productType=USDC-FUTURES", "USDC"), Part.inverse("productType=COIN-FUTURES")),

    /// spot markets under one name, contracts under another
    MEXC("mexc",
            "{\"success\":true,\"code\":0,\"symbols\":[%1$s],\"data\":[%1$s]}", Part.spot("/api/v3/exchangeInfo"),
            Part.contracts("/contract/detail")),

    KUCOIN("kucoin", "{\"code\":\"200000\",\"data\":[%s]}", Part.spot("/api/v2/symbols"),
            Part.contracts("/contracts/active")),

    KUCOIN_FUTURES("kucoinfutures", "kucoin", "{\"code\":\"200000\",\"data\":[%s]}",
            Part.contracts("/contracts/active")),

    GATE("gate", "[%s]", Part.spot("/spot/currency_pairs"),
            Part.settled("/futures/usdt/contracts", "USDT"), Part.settled("/futures/btc/contracts", "BTC")),

    /// its rows are the values of an object, by name
    KRAKEN("kraken", "{\"error\":[],\"result\":{%s}}", Part.spot("/AssetPairs")) {
        @Override
        String row(JsonNode market) {
            return market.path("id") + ":" + super.row(market);
        }
    };

    private final String fixture;
    private final String exchange;
    private final String body;
    private final List<Part> parts;

    CcxtMarkets(String exchange, String body, Part... parts) {
        this(exchange, exchange, body, parts);
    }

    CcxtMarkets(String fixture, String exchange, String body, Part... parts) {
        this.fixture = fixture;
        this.exchange = exchange;
        this.body = body;
        this.parts = List.of(parts);
    }

    /// The name of CCXT's fixture.
    String fixture() {
        return fixture;
    }

    /// The venue in [io.cryptodata.producers.venues.Venues].
    String exchange() {
        return exchange;
    }

    /// The venue's response to a request for a part of its listing, if these were all its markets.
    String response(String address, List<JsonNode> markets) {
        List<String> rows = parts.stream().filter(part -> address.contains(part.piece())).flatMap(
                part -> markets.stream().filter(part.filter()::lists).map(this::row)).toList();
        return body.formatted(String.join(",", rows));
    }

    /// The venue's own row of a market.
    String row(JsonNode market) {
        return market.path("info").toString();
    }

    /// A part of a listing: a piece of its address, and the markets that it lists.
    record Part(String piece, Filter filter) {
        @FunctionalInterface
        interface Filter {
            boolean lists(JsonNode market);
        }

        static Part spot(String piece) {
            return new Part(piece, market -> market.path("spot").asBoolean());
        }

        static Part contracts(String piece) {
            return new Part(piece, market -> market.path("contract").asBoolean());
        }

        static Part perpetual(String piece) {
            return new Part(piece, market -> market.path("swap").asBoolean());
        }

        static Part linear(String piece) {
            return new Part(piece, market -> market.path("linear").asBoolean());
        }

        static Part inverse(String piece) {
            return new Part(piece, market -> market.path("inverse").asBoolean());
        }

        static Part settled(String piece, String settle) {
            return new Part(piece,
                    market -> market.path("contract").asBoolean() && market.path("settle").asText().equals(settle));
        }
    }
}
