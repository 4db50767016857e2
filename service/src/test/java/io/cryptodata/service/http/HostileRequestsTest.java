package io.cryptodata.service.http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

/// Requests that are too large, too slow, malformed or too many: each is answered or cut within a bounded time, and a client
/// that behaves is served meanwhile. The server has a process of its own, with shorter times than by default.
class HostileRequestsTest {
    private static final List<String> SHORT_TIMES = List.of("-Dsun.net.httpserver.maxReqTime=2",
            "-Dsun.net.httpserver.maxRspTime=3", "-Dsun.net.httpserver.idleInterval=2",
            "-Dsun.net.httpserver.clockTick=500");
    /// the longest of these times, the interval at which they are checked, and a machine that is busy
    private static final Duration BOUND = Duration.ofMinutes(1);
    /// in which the server has cut a response that is not read
    private static final Duration UNREAD = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 5;
    private static final String CUT = "cut";
    private static final int MANY = 400;
    private static final List<String> METHODS = List.of("POST", "PUT", "DELETE", "PATCH", "HEAD", "TRACE", "OPTIONS",
            "CONNECT", "get");

    /// more is sent than is read: the client may notice the end of the connection before the response
    private static final List<String> RACES = List.of("large body", "long header", "long request line", "many headers",
            "noise");

    private static Process process;
    private static URI server = URI.create("");

    @BeforeAll
    static void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        command.addAll(SHORT_TIMES);
        command.add(HttpServerMain.class.getName());
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        server = URI.create(new BufferedReader(new InputStreamReader(process.getInputStream(), ISO_8859_1)).readLine());
    }

    @AfterAll
    static void stop() throws IOException {
        process.getOutputStream().close();
        process.destroy();
    }

    @Test
    void each_is_answered_or_cut_and_others_are_served_meanwhile() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Map<String, String> results = new TreeMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Long> behaving = threads.submit(() -> served(done));
            Map<String, Future<String>> hostile = new TreeMap<>();
            requests().forEach((name, request) -> hostile.put(name, threads.submit(() -> outcome(name, request))));
            hostile.put("one byte after the other", threads.submit(HostileRequestsTest::slowly));
            hostile.put("a response that is not read", threads.submit(HostileRequestsTest::unread));
            for (int number = 0; number < MANY; number++) {
                hostile.put("idle " + number, threads.submit(() -> outcome("")));
            }
            hostile.forEach((name, result) -> results.put(name, resultOf(result)));
            done.set(true);
            assertThat(behaving.get()).as("responses to a client that behaves").isGreaterThan(3);
        }
        results.keySet().removeIf(name -> name.startsWith("idle ") && CUT.equals(results.get(name)));
        RACES.forEach(name -> assertThat(results.remove(name)).as(name).isIn(CUT, "400", "413"));
        assertThat(results).isEqualTo(expected());
        assertThat(process.isAlive()).isTrue();
        assertThat(new String(process.getInputStream().readNBytes(process.getInputStream().available()), ISO_8859_1))
                .as("what the process prints").isEmpty();
    }

    private static String resultOf(Future<String> result) {
        try {
            return result.get();
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /// By what is hostile about it.
    private static Map<String, String> requests() {
        Map<String, String> requests = new TreeMap<>();
        requests.put("long request line", "GET /" + "a".repeat(1 << 20) + " HTTP/1.1\r\n\r\n");
        requests.put("long header", get("/live", "X: " + "a".repeat(1 << 20)));
        requests.put("many headers", get("/live", "X: y\r\n".repeat(10_000) + "Z: z"));
        requests.put("header without end", "GET /live HTTP/1.1\r\nX: y");
        requests.put("blank lines", "\r\n".repeat(100_000));
        requests.put("large body", get("/live", "Content-Length: 10000000000") + "a".repeat(1 << 20));
        requests.put("body that does not come", get("/live", "Content-Length: 5"));
        requests.put("chunk without end", get("/live", "Transfer-Encoding: chunked") + "ffffffffffffff\r\n");
        requests.put("negative length", get("/live", "Content-Length: -1"));
        requests.put("no number as length", get("/live", "Content-Length: many"));
        requests.put("two lengths", get("/live", "Content-Length: 1\r\nContent-Length: 2"));
        requests.put("length and chunks",
                get("/live", "Content-Length: 3\r\nTransfer-Encoding: chunked") + "0\r\n\r\n");
        requests.put("no HTTP", "GET\r\n\r\n");
        requests.put("no version", "GET /live\r\n\r\n");
        requests.put("bad escape", get("/%zz", "X: y"));
        requests.put("escaped path", get("/%6cive", "Connection: close"));
        requests.put("escaped zero", get("/live%00", "Connection: close"));
        requests.put("two slashes", get("//live", "Connection: close"));
        requests.put("parent folder", get("/live/../../etc/passwd", "Connection: close"));
        requests.put("escaped parent folder", get("/live/%2e%2e/metrics", "Connection: close"));
        requests.put("another server", get("http://elsewhere/live", "Connection: close"));
        requests.put("no path", get("*", "Connection: close"));
        requests.put("header on two lines", get("/live", "X: y\r\n Authorization: Bearer x\r\nConnection: close"));
        requests.put("TLS", new String(HexFormat.of().parseHex("16030100a5010000a10303"), ISO_8859_1));
        requests.put("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        for (String method : METHODS) {
            requests.put("method " + method, get("/live", "Connection: close").replaceFirst("GET", method));
        }
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        byte[] noise = new byte[1 << 16];
        new Random(seed).nextBytes(noise);
        requests.put("noise", new String(noise, ISO_8859_1));
        return requests;
    }

    private static Map<String, String> expected() {
        Map<String, String> expected = new TreeMap<>();
        List.of("TLS", "blank lines", "header without end", "one byte after the other", "a response that is not read")
                .forEach(name -> expected.put(name, CUT));
        List.of("bad escape", "length and chunks", "negative length", "no HTTP", "no number as length", "no version",
                "two lengths").forEach(name -> expected.put(name, "400"));
        List.of("HTTP/2", "escaped parent folder", "escaped zero", "no path", "parent folder", "two slashes")
                .forEach(name -> expected.put(name, "404"));
        METHODS.forEach(method -> expected.put("method " + method, "405"));
        List.of("body that does not come", "chunk without end")
                .forEach(name -> expected.put(name, "413"));
        List.of("another server", "escaped path", "header on two lines").forEach(name -> expected.put(name, "200"));
        return expected;
    }

    private static String get(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n\r\n";
    }

    /// A request that a busy machine sends too late is cut as well, and sent again.
    private static String outcome(String name, String request) throws IOException {
        String outcome = outcome(request);
        boolean isAnswered = !expected().getOrDefault(name, CUT).equals(CUT);
        for (int attempt = 1; attempt < ATTEMPTS && isAnswered && outcome.equals(CUT); attempt++) {
            outcome = outcome(request);
        }
        return outcome;
    }

    /// @return the status of the response, or [#CUT] if the connection ended without one
    private static String outcome(String request) throws IOException {
        try (Socket socket = connected()) {
            try {
                socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            } catch (IOException cutWhileSending) {
                // the response, if there is one, came before
            }
            return statusOf(socket);
        }
    }

    /// @throws SocketTimeoutException if the connection is neither used nor cut within the bound
    private static String statusOf(Socket socket) throws IOException {
        long deadline = System.nanoTime() + BOUND.toNanos();
        StringBuilder text = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[8192];
            int read = in.read(buffer);
            while (read >= 0) {
                assertThat(System.nanoTime()).as("cut within %s", BOUND).isLessThan(deadline);
                text.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                read = in.read(buffer);
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException cut) {
            // as an end
        }
        return text.isEmpty() ? CUT : text.toString().split("[ \r]", 3)[1];
    }

    private static String slowly() throws IOException {
        long deadline = System.nanoTime() + BOUND.toNanos();
        try (Socket socket = connected()) {
            socket.getOutputStream().write("GET /live HTTP/1.1\r\nX: ".getBytes(ISO_8859_1));
            while (System.nanoTime() < deadline) {
                socket.getOutputStream().write('y');
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
            return "not cut";
        } catch (IOException cut) {
            return CUT;
        }
    }

    /// Reads the response only after the time for it.
    private static String unread() throws IOException {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(8192);
            socket.setSoTimeout((int) BOUND.toMillis());
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            socket.getOutputStream().write(get("/metrics", "Connection: close").getBytes(ISO_8859_1));
            LockSupport.parkNanos(UNREAD.toNanos());
            long read = 0;
            try {
                byte[] buffer = new byte[1 << 16];
                int some = socket.getInputStream().read(buffer);
                while (some >= 0) {
                    read += some;
                    some = socket.getInputStream().read(buffer);
                }
            } catch (SocketTimeoutException e) {
                return "neither sent nor cut";
            } catch (IOException reset) {
                return CUT;
            }
            return read < 16 << 20 ? CUT : "sent";
        }
    }

    private static Socket connected() throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout((int) BOUND.toMillis());
        return socket;
    }

    /// @return the number of responses, each of which was what it has to be
    private static long served(AtomicBoolean done) throws Exception {
        long count = 0;
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(server.resolve("/ready")).timeout(BOUND).build();
            while (!done.get()) {
                count += isServed(http, request) ? 1 : 0;
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
        return count;
    }

    /// @return false where a busy machine has sent the request too late
    private static boolean isServed(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response).returns(200, HttpResponse::statusCode);
            assertThat(response.body()).contains("\"up\"");
            return true;
        } catch (IOException cut) {
            return false;
        }
    }
}
