package io.cryptodata.producers.polling;

import com.sun.net.httpserver.HttpServer;
import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.producers.clock.GuardedClock;
import io.cryptodata.producers.fetch.CallExecutor;
import io.cryptodata.producers.fetch.RetryRules;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.ledger.LedgerStore;
import io.cryptodata.producers.ratelimit.ManualTime;
import io.cryptodata.producers.ratelimit.RequestBudget;
import io.cryptodata.producers.ratelimit.Share;
import io.cryptodata.producers.universe.TrackedMarket;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ScriptedListing;
import io.cryptodata.producers.venue.VenueContext;
import io.cryptodata.producers.venue.binance.BinanceClient;
import io.cryptodata.service.metrics.MeterNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/// An hour of wall time with a venue that does not serve this address, or not under this address.
class RefusingVenueTest {
    private final ManualTime time = new ManualTime(Instant.parse("2026-06-01T00:00:00Z"));
    private final AtomicInteger requests = new AtomicInteger();
    private final HttpServer server = newServer();
    private final HttpClient http = HttpTransport.newClient();

    @AfterEach
    void close() {
        http.close();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            451 | application/json | {"code":0,"msg":"Not available where you are."}
            451 | text/html | <html>
            301 | text/html | <html>
            302 | text/html | ''
            307 | application/json | {}
            308 | text/html | <html>
            404 | text/html | <html>
            404 | text/plain | not found
            410 | text/html | gone
            202 | text/html | ''
            200 | text/html | <!doctype html><title>Just a moment</title>
            200 | application/json | <html>
            403 | text/html | <html>
            """)
    void a_venue_that_refuses_every_path_gets_at_most_twelve_requests_an_hour(int status, String type, String body)
            throws InterruptedException {
        respond(status, type, body);
        VenuePoller poller = poller();
        Instant end = time.instant().plus(Duration.ofHours(1));
        while (time.instant().isBefore(end)) {
            poller.round();
            time.pass(poller.untilNextRound());
        }
        assertThat(requests).hasValueBetween(4, 12);
        assertThat(poller.report().status().isOk()).isFalse();
        assertThat(poller.report().status().reason()).contains("HTTP " + status).contains(
                status / 100 == 3 ? "https://elsewhere.example/time" : "").doesNotContain("token");
    }

    private void respond(int status, String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.incrementAndGet();
                exchange.getResponseHeaders().add("Content-Type", type);
                if (status / 100 == 3) {
                    exchange.getResponseHeaders().add("Location", "https://elsewhere.example/time?token=1");
                }
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
    }

    private VenuePoller poller() {
        RequestBudget budget = new RequestBudget(Share.WHOLE, time);
        GuardedClock clock = ScriptedListing.clock(time);
        CallExecutor calls = new CallExecutor("binance", budget, RetryRules.standard(), time,
                MeterNames.strictRegistry());
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        BinanceClient client = new BinanceClient(
                new VenueContext(new HttpTransport(http), BaseUrls.at(url), budget, clock));
        LedgerStore ledgers = new LedgerStore();
        TrackedMarket bitcoin = new TrackedMarket(Listing.of(PollerRig.BTC, "BTCUSDT", true, ""), MarketState.LIVE,
                null, null);
        return new VenuePoller("binance", new VenueAccess(client, calls, clock), () -> List.of(bitcoin),
                new VenuePoller.Output(new FakePublisher(ledgers), ledgers), PollerRig.RULES, time);
    }

    private static HttpServer newServer() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException("no port on loopback", e);
        }
    }
}
