package io.cryptodata.api.http;

import io.cryptodata.api.http.TestServer.Answer;
import io.cryptodata.service.retry.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

import static org.assertj.core.api.Assertions.assertThat;

/// Clients that are slow, greedy or malformed: each is answered or cut off within a bounded time, and the others are served.
@Timeout(300)
class LimitsTest {
    /// where clients are to be cut off
    private static final Duration SHORT = Duration.ofSeconds(2);
    /// where none is, also on a busy machine
    private static final Duration LONG = Duration.ofHours(1);
    private static final int LARGE = 64 << 20;
    private static final Resource FAST = rules -> rules.get("/fast",
            (request, response) -> Replies.json(request, response, Map.of("fast", true)));

    @Test
    void a_client_with_too_many_requests_gets_429_and_the_others_are_served() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(3);
        try (TestServer server = new TestServer(TestServer.config(Access.open(), TestServer.limits(10, 3, LONG)),
                holding(held, hold), FAST);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> slow = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                slow.add(threads.submit(() -> server.get("/api/v1/hold")));
            }
            held.await();
            Answer refused = server.get("/api/v1/fast");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).contains("1");
            try (Socket other = server.connect("127.0.0.2")) {
                server.request(other, "/api/v1/fast");
                assertThat(firstLine(other)).contains("200");
            }
            hold.countDown();
            for (Future<Answer> each : slow) {
                assertThat(each.get().status()).isEqualTo(200);
            }
            assertThat(server.get("/api/v1/fast").status()).isEqualTo(200);
        }
    }

    @Test
    void beyond_the_number_in_all_it_is_503() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(2);
        try (TestServer server = new TestServer(TestServer.config(Access.open(), TestServer.limits(2, 2, LONG)),
                holding(held, hold), FAST);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> holding = List.of(threads.submit(() -> server.get("/api/v1/hold")),
                    threads.submit(() -> server.get("/api/v1/hold")));
            held.await();
            try (Socket other = server.connect("127.0.0.2")) {
                server.request(other, "/api/v1/fast");
                assertThat(firstLine(other)).contains("503");
            }
            hold.countDown();
            for (Future<?> each : holding) {
                each.get();
            }
        }
    }

    @Test
    void requests_that_do_not_arrive_are_cut_off() throws Exception {
        try (TestServer server = new TestServer(TestServer.config(Access.open(), TestServer.limits(4, 4, SHORT)), FAST);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> cut = new ArrayList<>();
            for (String begun : List.of("", "GET /api/v1/fast HTTP/1.1\r\nHost: loc",
                    "POST /api/v1/graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n{")) {
                cut.add(threads.submit(() -> isCutAfter(server, begun)));
            }
            cut.add(threads.submit(() -> isCutWhileDripping(server)));
            for (Future<Boolean> each : cut) {
                assertThat(each.get()).isTrue();
            }
            awaitServed(server);
        }
    }

    @Test
    void connections_on_which_nothing_arrives_count_for_their_client() throws Exception {
        Limits limits = new Limits(6, 4, 9, 9, 9, 9, 2, 1, LONG, LONG);
        List<Socket> silent = new ArrayList<>();
        try (TestServer server = new TestServer(TestServer.config(Access.open(), limits), FAST)) {
            for (int i = 0; i < 6; i++) {
                silent.add(server.connect("127.0.0.5"));
            }
            assertThat(server.get("/api/v1/fast").status()).isEqualTo(200);
            assertThat(Await.until(() -> cutOff(server) >= 2, TestServer.MAX_WAIT)).isTrue();
            for (Socket each : silent) {
                each.close();
            }
            assertThat(Await.until(() -> server.meters.get("cda.api.connections").gauge().value() == 0,
                    TestServer.MAX_WAIT)).isTrue();
            try (Socket again = server.connect("127.0.0.5")) { // the places are free again
                server.request(again, "/api/v1/fast");
                assertThat(firstLine(again)).contains("200");
            }
        }
    }

    @Test
    void a_client_that_does_not_read_leaves_its_place_to_others() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        try (TestServer server = new TestServer(TestServer.config(Access.open(), TestServer.limits(2, 2, LONG)), FAST,
                huge(begun, new ConcurrentLinkedQueue<>()));
                Socket _ = unread(server, "127.0.0.3");
                Socket _ = unread(server, "127.0.0.4")) {
            begun.await();
            awaitServed(server);
            assertThat(cutOff(server)).isZero();
        }
    }

    @Test
    void a_client_that_does_not_read_is_cut_off() throws Exception {
        Queue<Boolean> interrupted = new ConcurrentLinkedQueue<>();
        try (TestServer server = new TestServer(TestServer.config(Access.open(), TestServer.limits(2, 2, SHORT)), FAST,
                huge(new CountDownLatch(0), interrupted));
                Socket first = unread(server, "127.0.0.3");
                Socket second = unread(server, "127.0.0.4")) {
            assertThat(Await.until(() -> cutOff(server) >= 2, TestServer.MAX_WAIT)).isTrue();
            assertThat(TestServer.isCut(first)).isTrue();
            assertThat(TestServer.isCut(second)).isTrue();
            awaitServed(server);
            assertThat(Await.until(() -> interrupted.size() == 2, TestServer.MAX_WAIT)).isTrue();
            assertThat(interrupted).as("an interrupt would end the connection to the database, too")
                    .containsOnly(false);
        }
    }

    @Test
    void few_bulk_responses_are_in_progress_at_a_time() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        Resource bulk = rules -> rules.get("/bulk",
                (request, response) -> Replies.bulk(request, response, "text/csv", out -> {
                    held.countDown();
                    hold.await();
                    out.write('x');
                }));
        try (TestServer server = new TestServer(TestServer.config(Access.open(), TestServer.limits(9, 9, LONG)), bulk,
                FAST); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> first = threads.submit(() -> server.get("/api/v1/bulk"));
            held.await();
            assertThat(server.get("/api/v1/bulk").status()).isEqualTo(429);
            assertThat(server.get("/api/v1/fast").status()).isEqualTo(200);
            hold.countDown();
            assertThat(first.get().status()).isEqualTo(200);
            assertThat(server.get("/api/v1/bulk").status()).isEqualTo(200);
        }
    }

    @Test
    void malformed_requests_are_refused() throws IOException {
        try (TestServer server = TestServer.of(FAST)) {
            for (String text : List.of("GET\r\n\r\n", "GET /\r\n\r\n", "\0\0\0\0\r\n\r\n",
                    "GET /api/v1/fast HTTP/1.1\r\n\r\n",
                    "GET /api/v1/fast HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                    "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
                assertThat(server.send(text).status()).as(text).isIn(0, 400, 403);
            }
            assertThat(server.get("/api/v1/fast").status()).isEqualTo(200);
        }
    }

    @Test
    void a_failure_after_the_first_bytes_cuts_the_response_off() throws IOException {
        Resource failing = rules -> rules.get("/failing",
                (request, response) -> Replies.stream(request, response, "text/plain", out -> {
                    out.write(new byte[100_000]);
                    throw new IllegalStateException("no further");
                })).get("/refused", (request, response) -> Replies.stream(request, response, "text/plain", _ -> {
                    throw ProblemException.notFound("nothing");
                }));
        try (TestServer server = TestServer.of(failing)) {
            assertThat(server.get("/api/v1/failing").body()).doesNotEndWith("0\r\n\r\n");
            assertThat(server.get("/api/v1/refused")).returns(404, Answer::status)
                    .satisfies(
                            answer -> assertThat(answer.header("Content-Type")).contains("application/problem+json"));
        }
    }

    /// A response that is larger than all buffers between the server and its client.
    /// @param interrupted gets whether the thread of a response was still interrupted when it ended
    private static Resource huge(CountDownLatch begun, Queue<Boolean> interrupted) {
        return rules -> rules.get("/huge",
                (request, response) -> Replies.stream(request, response, "text/plain", out -> {
                    begun.countDown();
                    byte[] piece = new byte[8192];
                    try {
                        for (int written = 0; written < LARGE; written += piece.length) {
                            out.write(piece);
                        }
                    } finally {
                        interrupted.add(Thread.currentThread().isInterrupted());
                    }
                }));
    }

    private static Socket unread(TestServer server, String address) throws IOException {
        Socket socket = server.connect(address, 8192);
        server.request(socket, "/api/v1/huge");
        return socket;
    }

    private static double cutOff(TestServer server) {
        return server.meters.get("cda.api.clients.cut").functionCounter().count();
    }

    /// A request that a busy machine sends too late is cut off itself, and sent again.
    private static void awaitServed(TestServer server) {
        assertThat(Await.until(() -> {
            try {
                return server.get("/api/v1/fast").status() == 200;
            } catch (IOException cut) {
                return false;
            }
        }, TestServer.MAX_WAIT)).isTrue();
    }

    private static Resource holding(CountDownLatch held, CountDownLatch hold) {
        return rules -> rules.get("/hold", (request, response) -> {
            held.countDown();
            hold.await();
            Replies.json(request, response, Map.of());
        });
    }

    private static boolean isCutAfter(TestServer server, String begun) throws IOException {
        try (Socket socket = server.connect("127.0.0.1")) {
            socket.getOutputStream().write(begun.getBytes(StandardCharsets.ISO_8859_1));
            return TestServer.isCut(socket);
        }
    }

    private static boolean isCutWhileDripping(TestServer server) throws IOException {
        long deadline = System.nanoTime() + TestServer.MAX_WAIT.toNanos();
        try (Socket socket = server.connect("127.0.0.1")) {
            socket.getOutputStream().write("GET /api/v1/fast HTTP/1.1\r\nX: ".getBytes(StandardCharsets.ISO_8859_1));
            while (System.nanoTime() < deadline) {
                socket.getOutputStream().write('y');
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
            return false;
        } catch (IOException cut) {
            return true;
        }
    }

    private static String firstLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = socket.getInputStream().read();
        while (next > 0 && next != '\r') {
            line.append((char) next);
            next = socket.getInputStream().read();
        }
        return line.toString();
    }
}
