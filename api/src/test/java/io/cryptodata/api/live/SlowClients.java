package io.cryptodata.api.live;

import io.cryptodata.api.http.Access;
import io.cryptodata.api.http.ApiServer;
import io.cryptodata.api.http.Limits;
import io.cryptodata.api.http.Origins;
import io.cryptodata.api.http.Replies;
import io.cryptodata.api.http.Resource;
import io.cryptodata.api.http.ServerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// Measures fast clients alone and beside slow ones, each of which has an address of its own: a third sends its headers byte
/// by byte, a third asks for a bulk response and hardly reads it, a third opens a live stream of everything and hardly reads
/// it.
final class SlowClients {
    /// how much slower the fast clients may become
    static final double BOUND = 3;

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration SLOWNESS = Duration.ofMillis(500);
    private static final int BULK_BYTES = 64 << 20;
    private static final int EVENTS_PER_SECOND = 500;
    private static final double MILLIS = 1e6;

    private final int slow;
    private final int fast;
    private final Duration time;
    private final TestLog log = new TestLog();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final StreamResource streams = new StreamResource(log, meters, Duration.ofSeconds(15));
    private final ApiServer server = new ApiServer(new ServerConfig("127.0.0.1", 0, Access.open(), Origins.ofLoopback(),
            new Limits(2000, 1000, 64, 64, 1000, 200, 4, 2, Duration.ofSeconds(10), Duration.ofSeconds(5))),
            List.of(streams, resource()), meters);

    SlowClients(int slow, int fast, Duration time) {
        this.slow = slow;
        this.fast = fast;
        this.time = time;
    }

    /// What was measured, in milliseconds and bytes.
    ///
    /// @param failed responses to fast clients that were not 200
    record Result(double p50Alone, double p99Alone, double p50Beside, double p99Beside, long requests, long failed,
            long cutOff, long heapBefore, long heapAfter) {
        /// How much slower half of the requests became.
        double ratio() {
            return p50Beside / p50Alone;
        }

        String text() {
            return String.format(Locale.ROOT, """
                    fast clients alone:  p50 %.1f ms, p99 %.1f ms
                    beside slow clients: p50 %.1f ms (%.1f times, bound %.0f), p99 %.1f ms (%.1f times)
                    %d requests of fast clients beside slow ones, %d of them refused; %d slow clients cut off
                    heap in use: %d KB before, %d KB after""", p50Alone, p99Alone, p50Beside, ratio(), BOUND, p99Beside,
                    p99Beside / p99Alone, requests, failed, cutOff, heapBefore >> 10, heapAfter >> 10);
        }
    }

    private static Resource resource() {
        List<Map<String, Object>> rows = IntStream.range(0, 100)
                .<Map<String, Object>>mapToObj(row -> Map.of("timestamp", "2026-03-01T00:00:00Z", "open", row, "close",
                        row / 7.0))
                .toList();
        byte[] line = "2026-03-01T00:00:00Z,1,2,3,4,5\n".repeat(200).getBytes(StandardCharsets.US_ASCII);
        return rules -> rules
                .get("/fast", (request, response) -> Replies.json(request, response, Map.of("rows", rows)))
                .get("/bulk", (request, response) -> Replies.bulk(request, response, "text/csv", out -> {
                    for (int written = 0; written < BULK_BYTES; written += line.length) {
                        out.write(line);
                    }
                }));
    }

    Result measure() throws Exception {
        streams.start();
        server.start();
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> events = threads.submit(() -> write(done));
            requests(threads, time.dividedBy(4)); // warms up
            long before = heap();
            Measured alone = requests(threads, time);
            CountDownLatch begun = new CountDownLatch(slow);
            IntStream.range(0, slow).forEach(number -> threads.execute(() -> {
                begun.countDown();
                slowly(number, done);
            }));
            begun.await();
            Measured beside = requests(threads, time);
            long cut = (long) meters.get("cda.api.clients.cut").functionCounter().count();
            done.set(true);
            events.get();
            streams.close();
            return new Result(alone.at(0.5), alone.at(0.99), beside.at(0.5), beside.at(0.99), beside.nanos.length,
                    alone.failed + beside.failed, cut, before, heap());
        } finally {
            done.set(true);
            streams.close();
            server.close();
        }
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private record Measured(long[] nanos, long failed) {
        double at(double part) {
            return nanos[(int) Math.min(nanos.length - 1, part * nanos.length)] / MILLIS;
        }
    }

    private Measured requests(ExecutorService threads, Duration during) throws Exception {
        long end = System.nanoTime() + during.toNanos();
        Queue<Long> nanos = new ConcurrentLinkedQueue<>();
        List<Future<Long>> clients = new ArrayList<>();
        try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int i = 0; i < fast; i++) {
                clients.add(threads.submit(() -> client(http, end, nanos)));
            }
            long failed = 0;
            for (Future<Long> client : clients) {
                failed += client.get();
            }
            return new Measured(nanos.stream().mapToLong(Long::longValue).sorted().toArray(), failed);
        }
    }

    /// @return the responses that were not 200
    private long client(HttpClient http, long end, Queue<Long> nanos) throws IOException, InterruptedException {
        long failed = 0;
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/fast")).build();
        while (System.nanoTime() < end) {
            long start = System.nanoTime();
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            nanos.add(System.nanoTime() - start);
            failed += response.statusCode() == 200 ? 0 : 1;
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return failed;
    }

    private void write(AtomicBoolean done) {
        for (int i = 0; !done.get(); i++) {
            log.append(LiveTopic.INDICATORS, "binance:BTC/USDT", "1h", true, i + "x".repeat(500));
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos() / EVENTS_PER_SECOND);
        }
    }

    /// One slow client, which comes back whenever it is cut off.
    private void slowly(int number, AtomicBoolean done) {
        String request = switch (number % 3) {
            case 0 -> "GET /api/v1/fast HTTP/1.1\r\nX: " + "y".repeat(1000);
            case 1 -> "GET /api/v1/bulk HTTP/1.1\r\nHost: localhost\r\n\r\n";
            default -> "GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n";
        };
        while (!done.get()) {
            try (Socket socket = new Socket()) {
                socket.setReceiveBufferSize(4096);
                socket.bind(new InetSocketAddress(
                        InetAddress.getByName("127.0." + (1 + number / 250) + "." + (1 + number % 250)), 0));
                socket.connect(new InetSocketAddress("127.0.0.1", URI.create(server.url()).getPort()));
                send(socket, request, number % 3 == 0, done);
            } catch (IOException cut) {
                LockSupport.parkNanos(SLOWNESS.toNanos());
            }
        }
    }

    private static void send(Socket socket, String request, boolean dripping, AtomicBoolean done) throws IOException {
        byte[] bytes = request.getBytes(StandardCharsets.US_ASCII);
        if (!dripping) {
            socket.getOutputStream().write(bytes);
        }
        byte[] some = new byte[100];
        for (int i = 0; !done.get() && i < bytes.length; i++) {
            if (dripping) {
                socket.getOutputStream().write(bytes[i]);
            } else if (socket.getInputStream().read(some) < 0) {
                throw new IOException("ended");
            }
            LockSupport.parkNanos(SLOWNESS.toNanos());
        }
    }
}
