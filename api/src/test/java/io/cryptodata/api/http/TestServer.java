package io.cryptodata.api.http;

import io.cryptodata.service.metrics.MeterNames;
import io.micrometer.core.instrument.MeterRegistry;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A server with some resources on a free port, and requests as a client writes them.
final class TestServer implements AutoCloseable {
    /// longer than any server takes, also on a busy machine
    static final Duration MAX_WAIT = Duration.ofMinutes(1);

    final MeterRegistry meters = MeterNames.strictRegistry();
    final ApiServer server;
    private final int port;

    TestServer(ServerConfig config, Resource... resources) {
        server = new ApiServer(config, List.of(resources), meters);
        server.start();
        port = Integer.parseInt(server.url().substring(server.url().lastIndexOf(':') + 1));
    }

    /// Open to everybody, with the names of the loopback interface.
    static TestServer of(Resource... resources) {
        return new TestServer(config(Access.open(), Limits.standard()), resources);
    }

    static ServerConfig config(Access access, Limits limits) {
        return new ServerConfig("127.0.0.1", 0, access, Origins.ofLoopback(), limits);
    }

    static ServerConfig config(Origins origins) {
        return new ServerConfig("127.0.0.1", 0, Access.open(), origins, Limits.standard());
    }

    /// @param timeout in which a request must arrive, and be received
    static Limits limits(int requests, int perClient, Duration timeout) {
        return new Limits(500, 400, requests, perClient, 10, 5, 2, 1, timeout, timeout);
    }

    int port() {
        return port;
    }

    /// A response, as text.
    record Answer(int status, String head, String body) {
        /// The value of a header; empty if it is absent.
        Optional<String> header(String name) {
            return head.lines().filter(line -> line.toLowerCase(java.util.Locale.ROOT)
                    .startsWith(name.toLowerCase(java.util.Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip()).findFirst();
        }
    }

    /// Sends GET with further headers, each as `Name: value`, and reads the response.
    Answer get(String path, String... headers) throws IOException {
        boolean hasHost = List.of(headers).stream().anyMatch(header -> header.startsWith("Host:"));
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nConnection: close\r\n");
        if (!hasHost) {
            request.append("Host: 127.0.0.1:").append(port).append("\r\n");
        }
        Set.of(headers).forEach(header -> request.append(header).append("\r\n"));
        return send(request.append("\r\n").toString());
    }

    /// Sends any text, and reads to the end of the connection.
    Answer send(String text) throws IOException {
        try (Socket socket = connect("127.0.0.1")) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return answerOf(socket.getInputStream().readAllBytes());
        }
    }

    static Answer answerOf(byte[] all) {
        String text = new String(all, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Answer(0, "", text);
        }
        return new Answer(Integer.parseInt(text.substring(9, 12)), text.substring(0, end), text.substring(end + 4));
    }

    /// A connection from an address of this machine, which is the client that the server counts for.
    Socket connect(String from) throws IOException {
        return connect(from, 64 << 10);
    }

    Socket connect(String from, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(receiveBuffer);
        socket.setSoTimeout((int) MAX_WAIT.toMillis());
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        return socket;
    }

    /// Sends GET on an open connection.
    void request(Socket socket, String path) throws IOException {
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Whether the server ended the connection, reading what it still sent.
    static boolean isCut(Socket socket) {
        try {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[1 << 16];
            int some = in.read(buffer);
            while (some >= 0) {
                some = in.read(buffer);
            }
            return true;
        } catch (java.net.SocketTimeoutException notCut) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
