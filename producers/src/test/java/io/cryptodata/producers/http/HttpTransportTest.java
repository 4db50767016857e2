package io.cryptodata.producers.http;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class HttpTransportTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @ParameterizedTest
    @ValueSource(strings = {
            "HTTP/1.1 200 OK\r\nContent-Length: 5o\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nhello\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nna me: x\r\n\r\n",
            "HTTP/1.1 2oo OK\r\n\r\n", "HTTP/9.9 200 OK\r\n\r\n", "HTTP/1.1\r\n\r\n", "hello", ""})
    void a_malformed_response_is_no_response_with_a_reason(String response) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                HttpClient client = HttpTransport.newClient()) {
            Thread.ofVirtual().start(() -> respond(server, response));
            HttpTransport.Result result = new HttpTransport(client, TIMEOUT, InstantSource.system())
                    .get(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/time"), Map.of());
            assertThat(result).isInstanceOfSatisfying(HttpTransport.NoResponse.class,
                    none -> assertThat(none.reason()).contains("/time"));
        }
    }

    private static void respond(ServerSocket server, String response) {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                int unused = connection.getInputStream().read(new byte[4096]);
                connection.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                return;
            }
        }
    }
}
