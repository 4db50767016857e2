package io.cryptodata.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.lifecycle.SetupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/// The HTTP server of a process, for orchestrators and Prometheus: `/live` is 200 unless the service is down, `/ready` is
/// 200 while it is serving, and both are 503 otherwise; the body is JSON with status and reasons. `/metrics` has all
/// meters in Prometheus' text format. Where a token is configured, `/metrics` demands it, and without it the other two have
/// the status alone. Only GET, no request body, a limited number of requests at a time.
public final class ProcessHttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessHttpServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json";
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final int MOST_CONCURRENT = 32;
    /// connections that wait to be accepted: with the default of 50 a burst of others delays a client
    private static final int BACKLOG = 1000;
    /// the server copies what is written at once
    private static final int PIECE = 16 << 10;
    private static final int UNAUTHORIZED = 401;

    static {
        HttpLimits.apply();
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 0).factory());
    private final String host;
    private final Optional<HttpToken> token;

    private record Response(int status, String type, byte[] body) {}

    /// Opens the port and serves from then on.
    ///
    /// @param name of the process, for example `streams`
    /// @throws SetupException if the port is in use
    public ProcessHttpServer(HttpConfig config, String name, Supplier<Health> health, Supplier<String> metrics) {
        this(config, name, health, Map::of, metrics);
    }

    /// For a process of several parts, each of which is in the body with its own status and reasons.
    ///
    /// @param parts health by the name of the part, in the order of the body
    /// @throws SetupException if the port is in use
    public ProcessHttpServer(HttpConfig config, String name, Supplier<Health> health,
            Supplier<Map<String, Health>> parts, Supplier<String> metrics) {
        host = config.host();
        token = config.token();
        server = bound(config, name);
        server.setExecutor(threads);
        serve("/live", trusted -> {
            Health now = health.get();
            return ofHealth(name, now, trusted ? parts.get() : Map.of(), !(now instanceof Health.Down), trusted);
        });
        serve("/ready", trusted -> {
            Health now = health.get();
            return ofHealth(name, now, trusted ? parts.get() : Map.of(), now.isServing(), trusted);
        });
        serve("/metrics", trusted -> trusted
                ? new Response(200, METRICS_TYPE, metrics.get().getBytes(StandardCharsets.UTF_8))
                : text(UNAUTHORIZED, "a token is required: Authorization: Bearer TOKEN"));
        server.createContext("/", exchange -> respond(exchange, text(404, "not found; see /live, /ready, /metrics")));
        server.start();
    }

    private static HttpServer bound(HttpConfig config, String name) {
        InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
        try {
            return HttpServer.create(address, BACKLOG);
        } catch (IOException e) {
            throw new SetupException("the HTTP server of " + name + " cannot listen on " + config.host() + ":"
                    + config.port() + " (" + e.getMessage() + "): free the port, or give another one with --http-port",
                    e);
        }
    }

    /// For example `http://127.0.0.1:8102`.
    public String url() {
        return "http://" + host + ":" + server.getAddress().getPort();
    }

    /// @param content by whether the request carries the token, or none is configured
    private void serve(String path, Function<Boolean, Response> content) {
        // of each path: who does not read the metrics holds up no question for health, and no more than this in memory
        Semaphore permits = new Semaphore(MOST_CONCURRENT);
        server.createContext(path, exchange -> {
            if (!permits.tryAcquire()) {
                respond(exchange, text(503, "too many requests at a time"));
                return;
            }
            try {
                respond(exchange, judged(exchange, path, content));
            } finally {
                permits.release();
            }
        });
    }

    private Response judged(HttpExchange exchange, String path, Function<Boolean, Response> content) {
        if (!exchange.getRequestURI().getPath().equals(path)) {
            return text(404, "not found");
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            exchange.getResponseHeaders().set("Allow", "GET");
            return text(405, "only GET is allowed");
        }
        if (hasBody(exchange)) {
            return text(413, "a request body is not allowed");
        }
        try {
            return content.apply(isTrusted(exchange));
        } catch (RuntimeException e) {
            LOG.error("request for {} failed", path, e);
            return text(500, "internal error; see the log");
        }
    }

    private boolean isTrusted(HttpExchange exchange) {
        return token.isEmpty() || token.get().matches(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static boolean hasBody(HttpExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        return exchange.getRequestHeaders().containsKey("Transfer-Encoding") || length != null && !length.equals("0");
    }

    private static void respond(HttpExchange exchange, Response response) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", response.type());
            if (response.status() == UNAUTHORIZED) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            }
            boolean bodyless = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(response.status(), bodyless ? -1 : response.body().length);
            for (int from = 0; from < response.body().length && !bodyless; from += PIECE) {
                exchange.getResponseBody().write(response.body(), from, Math.min(PIECE, response.body().length - from));
            }
        }
    }

    /// @param trusted whether the reasons are in the body
    private static Response ofHealth(String name, Health health, Map<String, Health> parts, boolean good,
            boolean trusted) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", name);
        body.putAll(trusted ? textOf(health) : Map.of("status", health.status()));
        if (!parts.isEmpty()) {
            Map<String, Object> each = new LinkedHashMap<>();
            parts.forEach((part, ofPart) -> each.put(part, textOf(ofPart)));
            body.put("parts", each);
        }
        try {
            return new Response(good ? 200 : 503, JSON_TYPE, JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a health report cannot be written as JSON", e);
        }
    }

    private static Map<String, Object> textOf(Health health) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("status", health.status());
        text.put("reasons", health.reasons());
        if (health instanceof Health.Up(String detail) && !detail.isEmpty()) {
            text.put("detail", detail);
        }
        return text;
    }

    private static Response text(int status, String message) {
        return new Response(status, "text/plain; charset=utf-8", (message + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
