package io.cryptodata.producers.venue;

import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/// A server on loopback that responds to every request with a body of the test.
public final class BodyServer implements AutoCloseable {
    private final HttpServer server;

    /// JSON with status 200.
    ///
    /// @param bodies from path and query to body
    public BodyServer(UnaryOperator<String> bodies) {
        this("application/json", bodies);
    }

    /// With status 200.
    ///
    /// @param contentType none if empty
    /// @param bodies from path and query to body
    public BodyServer(String contentType, UnaryOperator<String> bodies) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            byte[] body = bodies.apply(exchange.getRequestURI().toString()).getBytes(StandardCharsets.UTF_8);
            if (!contentType.isEmpty()) {
                exchange.getResponseHeaders().add("Content-Type", contentType);
            }
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
