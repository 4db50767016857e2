package io.cryptodata.producers.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cryptodata.domain.clock.ClockRules;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.producers.venues.OpenVenue;
import io.cryptodata.producers.venues.Venues;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/// Unified symbols compared with CCXT's: every market's row, as the venue sent it, is served to the venue's client, and the
/// listing is compared with CCXT's market.
class UnifiedSymbolsTest {
    /// fixture and venue symbol of a market, and the reason for another unified symbol; decision 16 lists them too
    private static final Map<String, String> EXPLAINED = Map.of();

    @ParameterizedTest
    @EnumSource(CcxtMarkets.class)
    void base_quote_settle_kind_and_unified_symbol_are_ccxts(CcxtMarkets venue) throws Exception {
        List<JsonNode> markets = new ArrayList<>();
        Recorded.ccxtMarkets(venue.fixture()).forEach(markets::add);
        List<JsonNode> inScope = markets.stream().filter(UnifiedSymbolsTest::isInScope).toList();
        List<Listing> ours = listed(venue, markets.stream().filter(market -> market.path("info").isObject()).toList());
        List<String> differences = new ArrayList<>();
        for (JsonNode market : inScope) {
            String difference = difference(market, ours);
            if (!difference.isEmpty()) {
                differences.add(venue.fixture() + " " + market.path("id").asText() + ": " + difference);
            }
        }
        System.out.printf("%s: %d markets compared (%d spot, %d linear, %d inverse), %d differ; %d out of scope "
                + "(dated futures and options)%n", venue.fixture(), inScope.size(), count(inScope, "spot"),
                count(inScope, "linear"), count(inScope, "inverse"), differences.size(),
                markets.size() - inScope.size());
        assertThat(inScope).isNotEmpty();
        assertThat(differences).filteredOn(one -> !EXPLAINED.containsKey(one.substring(0, one.indexOf(':'))))
                .isEmpty();
        assertThat(EXPLAINED.keySet()).filteredOn(one -> one.startsWith(venue.fixture() + " "))
                .allMatch(one -> differences.stream().anyMatch(each -> each.startsWith(one + ":")));
        assertThat(ours).as("only spot markets and perpetuals are listed").hasSize(inScope.size());
    }

    @Test
    void every_venue_is_compared() {
        assertThat(Arrays.stream(CcxtMarkets.values()).map(CcxtMarkets::exchange).distinct())
                .containsExactlyInAnyOrderElementsOf(Venues.names());
    }

    private static boolean isInScope(JsonNode market) {
        return market.path("spot").asBoolean() || market.path("swap").asBoolean();
    }

    private static long count(List<JsonNode> markets, String kind) {
        return markets.stream().filter(market -> market.path(kind).asBoolean()).count();
    }

    /// The difference; empty if there is none.
    private static String difference(JsonNode ccxt, List<Listing> ours) {
        String id = ccxt.path("id").asText();
        List<Listing> found = ours.stream().filter(
                one -> one.venueSymbol().equals(id) && one.market().isSpot() == ccxt.path("spot").asBoolean()).toList();
        if (found.size() != 1) {
            return "listed " + found.size() + " times";
        }
        Market market = found.getFirst().market();
        boolean same = market.asset().equals(ccxt.path("symbol").asText())
                && market.base().equals(ccxt.path("base").asText())
                && market.quote().equals(ccxt.path("quote").asText())
                && Objects.equals(market.settle(), settle(ccxt));
        return same ? "" : "is " + ccxt.path("symbol").asText() + " there and " + market.asset() + " here";
    }

    private static @Nullable String settle(JsonNode ccxt) {
        JsonNode settle = ccxt.path("settle");
        return settle.isTextual() ? settle.asText() : null;
    }

    /// The listing of the venue's client if these are all the venue's markets.
    private static List<Listing> listed(CcxtMarkets venue, List<JsonNode> markets) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/",
                exchange -> send(exchange, venue.response(exchange.getRequestURI().toString(), markets)));
        server.start();
        try (HttpClient http = HttpTransport.newClient()) {
            URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            OpenVenue opened = Venues.open(venue.exchange(), BaseUrls.at(url),
                    new Venues.Context(http, WallTime.real(), ClockRules.within(Duration.ofMinutes(2)),
                            new SimpleMeterRegistry()));
            return DirectRunner.value(opened.listing().listing()).markets();
        } finally {
            server.stop(0);
        }
    }

    private static void send(HttpExchange exchange, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
