package io.cryptodata.sinks.deployment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// The part of a Connect worker's REST interface that the sinks use, on loopback.
final class FakeConnect implements AutoCloseable {
    final Map<String, String> configs = new ConcurrentHashMap<>();
    final Map<String, String> states = new ConcurrentHashMap<>();
    final List<String> requests = new CopyOnWriteArrayList<>();
    /// the status of responses to writing requests, unless 0
    volatile int errorStatus;
    /// how many writing requests fail with 409 before one succeeds
    volatile int rebalances;

    private final HttpServer server;

    FakeConnect() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/connectors", this::respond);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    long count(String method) {
        return requests.stream().filter(request -> request.startsWith(method)).count();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void respond(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestMethod() + " " + path);
        String name = path.split("/")[2];
        boolean writes = !"GET".equals(exchange.getRequestMethod());
        if (writes && errorStatus != 0) {
            send(exchange, errorStatus, "{\"error_code\":%d,\"message\":\"no such class\"}".formatted(errorStatus));
        } else if (writes && rebalances > 0) {
            rebalances--;
            send(exchange, 409, "{\"error_code\":409,\"message\":\"rebalance in process\"}");
        } else if ("PUT".equals(exchange.getRequestMethod())) {
            configs.put(name, body);
            states.put(name, "RUNNING");
            send(exchange, 201, "{}");
        } else if ("POST".equals(exchange.getRequestMethod())) {
            states.computeIfPresent(name, (connector, state) -> "FAILING".equals(state) ? state : "RUNNING");
            send(exchange, 202, "{}");
        } else if (!configs.containsKey(name)) {
            send(exchange, 404, "{\"error_code\":404,\"message\":\"not found\"}");
        } else {
            send(exchange, 200, path.endsWith("/config") ? configs.get(name) : status(name));
        }
    }

    private String status(String name) throws IOException {
        String state = states.getOrDefault(name, "RUNNING");
        boolean failed = !"RUNNING".equals(state);
        return new ObjectMapper().writeValueAsString(Map.of("name", name, "connector", Map.of("state", "RUNNING"),
                "tasks", List.of(Map.of("id", 0, "state", failed ? "FAILED" : "RUNNING", "trace",
                        failed ? "ConnectException: table h1_data does not exist\n\tat some.Class" : ""))));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
