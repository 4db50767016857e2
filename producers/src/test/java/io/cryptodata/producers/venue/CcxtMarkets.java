package io.cryptodata.producers.venue;

import io.cryptodata.producers.ratelimit.Priority;
import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.venue.binance.BinanceVenue;
import io.cryptodata.producers.venue.bitget.BitgetVenue;
import io.cryptodata.producers.venue.bybit.BybitVenue;
import io.cryptodata.producers.venue.gate.GateVenue;
import io.cryptodata.producers.venue.kraken.KrakenVenue;
import io.cryptodata.producers.venue.kucoin.KucoinVenue;
import io.cryptodata.producers.venue.mexc.MexcVenue;
import io.cryptodata.producers.venue.okx.OkxVenue;

import java.util.List;
import java.util.function.Function;

/// CCXT's fixtures of markets, one line each: whose they are, and in which lists the venue shows them. A new venue is one
/// line here.
enum CcxtMarkets {
    BINANCE("binance", venue -> BinanceVenue.gate(venue).at(Priority.LIVE), "{\"symbols\":[%s]}",
            Part.spot("/api/v3/exchangeInfo"), Part.linear("/fapi/v1/exchangeInfo"),
            Part.inverse("/dapi/v1/exchangeInfo")),

    BYBIT("bybit", venue -> BybitVenue.gate(venue).at(Priority.LIVE),
            "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"list\":[%s],\"nextPageCursor\":\"\"},\"time\":1}",
            Part.spot("category=spot"), Part.linear("category=linear"), Part.inverse("category=inverse")),

    OKX("okx", venue -> OkxVenue.gate(venue).at(Priority.LIVE), "{\"code\":\"0\",\"msg\":\"\",\"data\":[%s]}",
            Part.spot("instType=SPOT"), Part.perpetual("instType=SWAP")),

    BITGET("bitget", venue -> BitgetVenue.gate(venue).at(Priority.LIVE),
            "{\"code\":\"00000\",\"msg\":\"success\",\"requestTime\":1,\"data\":[%s]}",
            Part.spot("/spot/public/symbols"), Part.settled("productType=USDT-FUTURES", "USDT"),
            Part.settled("productType=USDC-FUTURES", "USDC"), Part.inverse("productType=COIN-FUTURES")),

    /// spot markets under one name, contracts under another
    MEXC("mexc", venue -> MexcVenue.gate(venue).at(Priority.LIVE),
            "{\"success\":true,\"code\":0,\"symbols\":[%1$s],\"data\":[%1$s]}", Part.spot("/api/v3/exchangeInfo"),
            Part.contracts("/contract/detail")),

    KUCOIN("kucoin", KucoinVenue::gate, "{\"code\":\"200000\",\"data\":[%s]}", Part.spot("/api/v2/symbols"),
            Part.contracts("/contracts/active")),

    KUCOIN_FUTURES("kucoinfutures", KucoinVenue::gate, "{\"code\":\"200000\",\"data\":[%s]}",
            Part.contracts("/contracts/active")),

    GATE("gate", GateVenue::gate, "[%s]", Part.spot("/spot/currency_pairs"),
            Part.settled("/futures/usdt/contracts", "USDT"), Part.settled("/futures/btc/contracts", "BTC")),

    /// its rows are named by a key and not by themselves
    KRAKEN("kraken", KrakenVenue::gate, "{\"error\":[],\"result\":{%s}}", Part.spot("/AssetPairs")) {
        @Override
        String row(JsonNode market) {
            return market.path("id") + ":" + super.row(market);
        }
    };

    private final String fixture;
    private final Function<VenueContext, ListingClient> client;
    private final String body;
    private final List<Part> parts;

    CcxtMarkets(String fixture, Function<VenueContext, ListingClient> client, String body, Part... parts) {
        this.fixture = fixture;
        this.client = client;
        this.body = body;
        this.parts = List.of(parts);
    }

    /// The name of CCXT's fixture.
    String fixture() {
        return fixture;
    }

    ListingClient client(VenueContext connection) {
        return client.apply(connection);
    }

    /// What the venue answers to a request for a part of its listing, were these all its markets.
    String answer(String asked, List<JsonNode> markets) {
        List<String> rows = parts.stream().filter(part -> asked.contains(part.where())).flatMap(
                part -> markets.stream().filter(part.which()::shows).map(this::row)).toList();
        return body.formatted(String.join(",", rows));
    }

    /// The venue's own row of a market.
    String row(JsonNode market) {
        return market.path("info").toString();
    }

    /// A part of a listing: what is in its address, and which markets it shows.
    record Part(String where, Which which) {
        @FunctionalInterface
        interface Which {
            boolean shows(JsonNode market);
        }

        static Part spot(String where) {
            return new Part(where, market -> market.path("spot").asBoolean());
        }

        static Part contracts(String where) {
            return new Part(where, market -> market.path("contract").asBoolean());
        }

        static Part perpetual(String where) {
            return new Part(where, market -> market.path("swap").asBoolean());
        }

        static Part linear(String where) {
            return new Part(where, market -> market.path("linear").asBoolean());
        }

        static Part inverse(String where) {
            return new Part(where, market -> market.path("inverse").asBoolean());
        }

        static Part settled(String where, String settle) {
            return new Part(where,
                    market -> market.path("contract").asBoolean() && market.path("settle").asText().equals(settle));
        }
    }
}
