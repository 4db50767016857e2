package io.cryptodata.service.http;

import io.cryptodata.service.lifecycle.Health;

import java.io.IOException;

/// A process with nothing but its HTTP server, until its standard input ends. Prints the server's address.
final class HttpServerMain {
    /// larger than what sockets buffer
    private static final int LARGE = 16 << 20;

    private HttpServerMain() {}

    public static void main(String[] arguments) throws IOException {
        String metrics = "x".repeat(LARGE);
        try (ProcessHttpServer server = new ProcessHttpServer(HttpConfig.onLoopback(0), "clock", Health::up,
                () -> metrics)) {
            System.out.println(server.url());
            while (System.in.read() >= 0) {
                // until the test ends
            }
        }
    }
}
