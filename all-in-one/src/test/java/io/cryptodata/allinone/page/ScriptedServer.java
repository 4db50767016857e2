package io.cryptodata.allinone.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cryptodata.api.ApiApp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// Serves the files of the page, and a read API whose answers a test decides: for what a real one does seldom.
final class ScriptedServer implements AutoCloseable {
    private static final String API = "/api/v1/";
    private static final Map<String, String> TYPES = Map.of("html", "text/html", "js", "text/javascript", "css",
            "text/css", "svg", "image/svg+xml");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Function<Request, Answer>> routes = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<OutputStream> streams = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /// A request to the API.
    ///
    /// @param path below `/api/v1/`
    /// @param query decoded; empty without one
    /// @param token of the header `Authorization`; empty without one
    record Request(String path, String query, String token) {
        boolean has(String part) {
            return query.contains(part);
        }
    }

    /// What a route answers.
    ///
    /// @param retryAfter seconds; 0 for none
    record Answer(int status, String body, int retryAfter) {
        static Answer ok(String body) {
            return new Answer(200, body, 0);
        }

        static Answer problem(int status, String title, int retryAfter) {
            return new Answer(status, "{\"title\": \"%s\", \"status\": %d, \"detail\": \"%s of the test\"}"
                    .formatted(title, status, title), retryAfter);
        }
    }

    ScriptedServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::file);
        server.createContext(API, this::api);
        server.createContext(API + "stream", this::stream);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Answers a route from now on; it may block until the test continues.
    void on(String path, Function<Request, Answer> answer) {
        routes.put(path, answer);
    }

    /// Answers a route with this JSON from now on.
    void on(String path, String body) {
        on(path, request -> Answer.ok(body));
    }

    /// The requests to a route so far.
    List<Request> requests(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).toList();
    }

    /// Live streams that are open.
    int openStreams() {
        streams.removeIf(stream -> !written(stream, ": open\n\n"));
        return streams.size();
    }

    /// Sends an event to every open stream.
    void send(String event, String data) {
        streams.removeIf(
                stream -> !written(stream, "event: " + event + "\ndata: " + data.replace("\n", " ") + "\nid: 1\n\n"));
    }

    /// Ends all open streams.
    void endStreams() {
        streams.forEach(ScriptedServer::end);
        streams.clear();
    }

    private static boolean written(OutputStream stream, String text) {
        try {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
            stream.flush();
            return true;
        } catch (IOException closedByBrowser) {
            return false;
        }
    }

    private static void end(OutputStream stream) {
        try {
            stream.close();
        } catch (IOException closedByBrowser) {
            // ended already
        }
    }

    private void file(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String name = path.contains(".") ? path : "/index.html";
        try (exchange; InputStream in = ApiApp.class.getResourceAsStream("/page" + name)) {
            byte[] content = in == null ? new byte[0] : in.readAllBytes();
            exchange.getResponseHeaders().add("Content-Type",
                    TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain") + "; charset=utf-8");
            exchange.sendResponseHeaders(in == null ? 404 : 200, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        }
    }

    private Request received(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        Request request = new Request(exchange.getRequestURI().getPath().substring(API.length()),
                query == null ? "" : URLDecoder.decode(query, StandardCharsets.UTF_8),
                authorization == null ? "" : authorization.replace("Bearer ", ""));
        requests.add(request);
        return request;
    }

    private void api(HttpExchange exchange) throws IOException {
        Request request = received(exchange);
        Answer answer = routes.getOrDefault(request.path(), unknown -> Answer.problem(404, "No such route", 0))
                .apply(request);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            if (answer.retryAfter() > 0) {
                exchange.getResponseHeaders().add("Retry-After", Integer.toString(answer.retryAfter()));
            }
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        received(exchange);
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            written(out, "event: heartbeat\ndata: {}\nid: 0\n\n");
            streams.add(out);
            closed.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
