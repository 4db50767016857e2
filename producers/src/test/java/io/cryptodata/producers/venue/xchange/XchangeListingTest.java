package io.cryptodata.producers.venue.xchange;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.ratelimit.Priority;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ListingClient;
import io.cryptodata.producers.venue.ScriptedListing;
import io.cryptodata.producers.venue.VenueListing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/// Listings through XChange, against a server that responds as the venues document it.
class XchangeListingTest {
    /// [trading pairs](https://www.bitstamp.net/api/#tag/Market-info/operation/GetTradingPairsInfo)
    private static final String BITSTAMP = "/api/v2/trading-pairs-info/";
    private static final String PAIR = """
            {"trading": "%2$s", "base_decimals": 8, "url_symbol": "x", "name": "%1$s",
             "instant_and_market_orders": "Enabled", "minimum_order": "10.0 USD", "counter_decimals": 2,
             "instant_order_counter_decimals": 2, "description": "one / another"}""";
    /// [products](https://docs.cdp.coinbase.com/exchange/reference/exchangerestapi_getproducts)
    private static final String PRODUCTS = "/products";
    private static final String PRODUCT = """
            {"id": "%1$s-%2$s", "base_currency": "%1$s", "quote_currency": "%2$s", "quote_increment": "0.01",
             "base_increment": "0.00000001", "display_name": "%1$s-%2$s", "min_market_funds": "1",
             "margin_enabled": false, "post_only": false, "limit_only": false, "cancel_only": false,
             "status": "%3$s", "status_message": "", "trading_disabled": false, "fx_stablecoin": false}""";
    private static final String CURRENCIES = "/currencies";
    private static final String CURRENCY = """
            [{"id": "BTC", "name": "Bitcoin", "min_size": "0.00000001", "status": "online", "message": "",
              "max_precision": "0.00000001", "convertible_to": [], "details": {"type": "crypto",
              "min_withdrawal_amount": 0.0001}}]""";

    private record Response(int status, String body, Map<String, String> headers) {}

    private final HttpClient http = HttpTransport.newClient();
    private final Map<String, Response> responses = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final DirectRunner runner = new DirectRunner();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::respond);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        http.close();
    }

    @Test
    void every_pair_of_bitstamp_is_listed_by_its_unified_symbol() {
        serve(BITSTAMP, pairs("BTC/USD", "XBT/EUR", "pyusd/usd"));
        assertThat(listing("bitstamp").markets())
                .extracting(listing -> listing.market().key(), Listing::venueSymbol, Listing::tradable,
                        Listing::venueStatus)
                .containsExactlyInAnyOrder(tuple("bitstamp:BTC/USD", "BTC/USD", true, "listed"),
                        tuple("bitstamp:BTC/EUR", "XBT/EUR", true, "listed"),
                        tuple("bitstamp:PYUSD/USD", "PYUSD/USD", true, "listed"));
        assertThat(requests).containsExactly(BITSTAMP);
        assertThat(runner.charges()).hasSize(1);
    }

    @Test
    void the_pairs_of_the_file_in_the_jar_are_not_listed() {
        serve(BITSTAMP, pairs("AAA/USD"));
        assertThat(listing("bitstamp").markets()).extracting(listing -> listing.market().asset())
                .containsExactly("AAA/USD");
    }

    @Test
    void a_market_that_xchange_leaves_out_is_not_listed() {
        serve(CURRENCIES, CURRENCY);
        serve(PRODUCTS, "[" + PRODUCT.formatted("BTC", "USD", "online") + ","
                + PRODUCT.formatted("OLD", "USD", "delisted") + "]");
        assertThat(listing("coinbase").markets()).extracting(listing -> listing.market().key())
                .containsExactly("coinbase:BTC/USD");
        assertThat(listing("coinbasepro").markets()).extracting(listing -> listing.market().key())
                .containsExactly("coinbasepro:BTC/USD");
    }

    @Test
    void every_request_of_a_listing_is_charged_and_sent_once() {
        serve(CURRENCIES, CURRENCY);
        serve(PRODUCTS, "[" + PRODUCT.formatted("BTC", "USD", "online") + "]");
        listing("coinbase");
        assertThat(requests).containsExactly(PRODUCTS, CURRENCIES);
        assertThat(runner.sent()).isEqualTo(2);
        assertThat(runner.charges()).hasSize(2);
    }

    @Test
    void a_failing_second_request_fails_the_listing() {
        serve(PRODUCTS, "[" + PRODUCT.formatted("BTC", "USD", "online") + "]");
        responses.put(CURRENCIES, new Response(503, "", Map.of()));
        assertThat(outcome("coinbase")).isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void nothing_is_requested_before_the_call_is_run() {
        serve(BITSTAMP, pairs("BTC/USD"));
        client("bitstamp").listing();
        assertThat(requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"429, SlowDown, PT7S", "403, Banned, PT7S", "503, Unavailable, PT0S", "301, NotServed, PT0S",
            "451, NotServed, PT0S", "404, NotServed, PT0S", "400, Rejected, PT0S"})
    void a_status_is_the_failure_that_it_is_at_every_venue(int status, String failure, Duration pause) {
        responses.put(BITSTAMP, new Response(status, "{\"code\": \"x\", \"message\": \"y\"}",
                Map.of("Retry-After", "7", "Location", "http://127.0.0.1:1/elsewhere")));
        assertThat(outcome("bitstamp")).satisfies(outcome -> {
            assertThat(outcome.getClass().getSimpleName()).isEqualTo(failure);
            assertThat(((Failure) outcome).pause()).isEqualTo(pause);
        });
        assertThat(requests).as("redirects are not followed, and XChange does not retry").hasSize(1);
    }

    @Test
    void a_page_of_the_network_in_front_of_the_venue_is_not_served() {
        serve(BITSTAMP, "<html>");
        assertThat(outcome("bitstamp")).isInstanceOf(Failure.NotServed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "{\"error\": \"no\"}", "[{\"name\": \"BTC\"}]", "[[]]", "[null]", "7", "[{",
            "\"text\""})
    void a_body_that_xchange_cannot_read_is_unreadable_and_has_an_excerpt(String body) {
        serve(BITSTAMP, body);
        assertThat(outcome("bitstamp")).isInstanceOfSatisfying(Failure.Unreadable.class,
                failure -> assertThat(failure.excerpt()).isEqualTo(body));
    }

    @Test
    void a_name_that_no_key_can_have_costs_only_itself() {
        serve(BITSTAMP, pairs("BTC/USD", "A:B/USD"));
        VenueListing listing = listing("bitstamp");
        assertThat(listing.markets()).extracting(each -> each.market().asset()).containsExactly("BTC/USD");
        assertThat(listing.leftOut()).extracting(VenueListing.LeftOut::venueSymbol).containsExactly("A:B/USD");
    }

    @Test
    void the_venue_is_listed_by_our_own_clock() {
        Instant now = Instant.parse("2026-07-01T12:00:00Z");
        HttpTransport transport = new HttpTransport(http, Duration.ofSeconds(1), InstantSource.fixed(now));
        assertThat(DirectRunner.value(client("bitstamp", transport).serverTime())).isEqualTo(now);
        assertThat(requests).isEmpty();
    }

    private static String pairs(String... names) {
        return "[" + String.join(",", List.of(names).stream().map(name -> PAIR.formatted(name, "Enabled")).toList())
                + "]";
    }

    private void serve(String path, String body) {
        responses.put(path, new Response(200, body, Map.of()));
    }

    private VenueListing listing(String exchange) {
        return runner.run(client(exchange).listing(), Priority.LIVE) instanceof Fetch.Ok<VenueListing>(VenueListing all)
                ? all
                : VenueListing.of(List.of());
    }

    private Object outcome(String exchange) {
        return DirectRunner.outcome(client(exchange).listing());
    }

    private ListingClient client(String exchange) {
        return client(exchange, new HttpTransport(http));
    }

    private ListingClient client(String exchange, HttpTransport transport) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return XchangeVenues.find(exchange).orElseThrow().client(ScriptedListing.context(transport, url));
    }

    private void respond(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        requests.add(path);
        Response response = responses.getOrDefault(path, new Response(404, "", Map.of()));
        try (exchange) {
            byte[] body = response.body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            response.headers.forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(response.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
