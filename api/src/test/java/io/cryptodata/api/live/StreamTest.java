package io.cryptodata.api.live;

import io.cryptodata.api.http.Access;
import io.cryptodata.api.http.ApiServer;
import io.cryptodata.api.http.Limits;
import io.cryptodata.api.http.Origins;
import io.cryptodata.api.http.ServerConfig;
import io.cryptodata.service.metrics.MeterNames;
import io.cryptodata.service.retry.Await;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(300)
class StreamTest {
    private static final Duration HEARTBEAT = Duration.ofMillis(200);
    private static final List<String> MARKETS = List.of("binance:BTC/USDT", "okx:ETH/USDT", "kraken:SOL/USD");
    private static final int RING = 1 << 20;
    private static final Duration HOUR = Duration.ofHours(1); // no client that does not read is cut off
    private static final Limits PATIENT = new Limits(2000, 1000, 64, 32, 1000, 200, 4, 2, HOUR, HOUR);

    /// A server over the topics.
    private static final class Server implements AutoCloseable {
        final MeterRegistry meters = MeterNames.strictRegistry();
        private final StreamResource resource;
        private final ApiServer server;

        Server(TestLog log, int ringBytes, long mostMissed) {
            this(log, ringBytes, mostMissed, HEARTBEAT);
        }

        Server(TestLog log, int ringBytes, long mostMissed, Duration heartbeat) {
            resource = new StreamResource(log, new LiveFeed(log, meters, ringBytes, Duration.ofMillis(1)), meters,
                    heartbeat, mostMissed);
            server = new ApiServer(new ServerConfig("127.0.0.1", 0, Access.open(), Origins.ofLoopback(), PATIENT),
                    List.of(resource), meters);
            resource.start();
            server.start();
        }

        /// Opens a stream once the topics are being read.
        Client open(String query, @Nullable String lastId) throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/stream" + query));
            if (lastId != null) {
                request.header("Last-Event-ID", lastId);
            }
            HttpClient http = HttpClient.newHttpClient();
            HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            while (response.statusCode() == 503) {
                response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            }
            assertThat(response.statusCode()).isEqualTo(200);
            return new Client(http, response.body());
        }

        /// Returns once so many records were read from the topics.
        void awaitRecords(int many) {
            assertThat(Await.until(() -> meters.get("cda.api.live.records").counter().count() >= many, HOUR)).isTrue();
        }

        @Override
        public void close() {
            resource.close();
            server.close();
        }
    }

    private record Event(String type, String id, String data) {}

    /// An open stream.
    private static final class Client implements AutoCloseable {
        private final HttpClient http;
        private final BufferedReader lines;

        Client(HttpClient http, InputStream body) {
            this.http = http;
            this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        }

        /// The next event; null at the end of the stream.
        @Nullable
        Event next() {
            String type = "";
            String id = "";
            String data = "";
            try {
                String line = lines.readLine();
                while (line != null) {
                    if (line.isEmpty()) {
                        return new Event(type, id, data);
                    }
                    String value = line.substring(line.indexOf(':') + 2);
                    switch (line.substring(0, line.indexOf(':'))) {
                        case "event" -> type = value;
                        case "id" -> id = value;
                        default -> data = value;
                    }
                    line = lines.readLine();
                }
            } catch (IOException cut) {
                // as an end
            }
            return null;
        }

        /// The next event that is no heartbeat.
        Event nextOf() {
            Event event = some();
            while (event.type.equals("heartbeat")) {
                event = some();
            }
            return event;
        }

        /// The next event, of any type.
        Event some() {
            Event event = next();
            if (event == null) {
                throw new AssertionError("the stream ended");
            }
            return event;
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }

    @Test
    void sends_what_matches_in_the_order_of_each_market() throws Exception {
        TestLog log = new TestLog();
        try (Server server = new Server(log, RING, 1000);
                Client all = server.open("", null);
                Client some = server.open("?market=binance:BTC/USDT&timeframe=4h&kind=indicators", null);
                Client progress = server.open("?closed=all&kind=indicators,tasks", null)) {
            assertThat(all.next()).extracting(Event::type).isEqualTo("heartbeat");
            log.append(LiveTopic.HOURS, MARKETS.get(0), "1h", true, "a");
            log.append(LiveTopic.INDICATORS, MARKETS.get(0), "4h", false, "b");
            log.append(LiveTopic.INDICATORS, MARKETS.get(0), "4h", true, "c");
            log.append(LiveTopic.INDICATORS, MARKETS.get(1), "4h", true, "d");
            log.append(LiveTopic.TASKS, "", "", true, "e");
            assertThat(IntStream.range(0, 4).mapToObj(_ -> all.nextOf().data)).containsExactlyInAnyOrder("a", "c", "d",
                    "e");
            assertThat(some.nextOf()).returns("indicator", Event::type).returns("c", Event::data);
            assertThat(IntStream.range(0, 4).mapToObj(_ -> progress.nextOf().data)).containsExactlyInAnyOrder("b", "c",
                    "d", "e");
        }
    }

    @Test
    void continues_exactly_once_over_lost_connections_and_restarts_of_the_server() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        TestLog log = new TestLog();
        int events = 3000;
        Server server = new Server(log, 200_000, 100_000);
        List<String> received = new ArrayList<>();
        String lastId = null;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Client first = server.open("", null);
            lastId = first.some().id;
            first.close();
            Future<?> writing = threads.submit(() -> write(log, events));
            while (received.size() < events) {
                try (Client client = server.open("", lastId)) {
                    int length = 1 + random.nextInt(200);
                    for (int i = 0; i < length && received.size() < events; i++) {
                        Event event = client.next();
                        if (event == null) {
                            break;
                        }
                        lastId = event.id;
                        if (event.type.equals("indicator")) { // on a busy machine a stream may fall behind and end
                            received.add(event.data);
                        }
                    }
                }
                if (random.nextInt(10) == 0) {
                    server.close();
                    server = new Server(log, 200_000, 100_000);
                }
            }
            writing.get();
        } finally {
            server.close();
        }
        assertThat(received).doesNotHaveDuplicates().hasSize(events);
        for (String market : MARKETS) {
            List<Integer> numbers = received.stream().filter(text -> text.startsWith(market))
                    .map(text -> Integer.valueOf(text.substring(text.indexOf('#') + 1))).toList();
            assertThat(numbers).as(market).isSorted();
        }
    }

    private static void write(TestLog log, int events) {
        for (int i = 0; i < events; i++) {
            String market = MARKETS.get(i % MARKETS.size());
            log.append(LiveTopic.INDICATORS, market, "1h", true, market + "#" + i);
            if (i % 20 == 0) {
                Thread.yield();
            }
        }
    }

    @Test
    void a_position_that_is_too_old_or_of_another_cluster_is_reset() throws Exception {
        TestLog log = new TestLog();
        String old;
        try (Server server = new Server(log, 2000, 50); Client client = server.open("", null)) {
            log.append(LiveTopic.HOURS, MARKETS.get(0), "1h", true, "first");
            old = client.nextOf().id;
            write(log, 500);
            server.awaitRecords(501);
            write(log, 1); // the ring keeps the newest poll whole, and that may have read all of the above
            server.awaitRecords(502);
            try (Client resumed = server.open("", old)) {
                Event reset = resumed.nextOf();
                assertThat(reset.type).isEqualTo("reset");
                write(log, 1); // those before are sent only while they are recent
                assertThat(resumed.nextOf().data).contains("#");
            }
            long[] ahead = new long[log.layout().size()];
            Arrays.fill(ahead, Long.MAX_VALUE);
            for (String foreign : List.of("AbCd", new Position(log.layout(), ahead).text())) {
                try (Client other = server.open("?last_id=" + foreign, null)) {
                    assertThat(other.nextOf().type).isEqualTo("reset");
                }
            }
        }
        log.deleteAll();
        try (Server server = new Server(log, RING, 100_000); Client resumed = server.open("", old)) {
            assertThat(resumed.nextOf().type).isEqualTo("reset");
        }
    }

    @Test
    void topics_that_were_recreated_reset_the_streams() throws Exception {
        TestLog log = new TestLog();
        try (Server server = new Server(log, RING, 100_000)) {
            String lastId = "";
            try (Client client = server.open("", null)) {
                write(log, 300);
                for (int i = 0; i < 300; i++) {
                    lastId = client.nextOf().id;
                }
                log.makeAnew();
                assertThat(client.nextOf().type).isEqualTo("reset");
                assertThat(client.next()).isNull();
            }
            log.append(LiveTopic.HOURS, MARKETS.get(0), "1h", true, "first of the new topics");
            try (Client again = server.open("", lastId)) {
                assertThat(again.nextOf().type).isEqualTo("reset");
                assertThat(again.nextOf().data).isEqualTo("first of the new topics");
            }
        }
    }

    @Test
    void a_stream_that_falls_behind_is_ended_with_reset_and_continues_from_the_topics() throws Exception {
        TestLog log = new TestLog();
        try (Server server = new Server(log, 20_000, 1_000_000); Client slow = server.open("", null)) {
            String lastId = slow.some().id;
            int written = 1500; // more than all buffers between the server and the client
            for (int i = 0; i < written; i++) {
                String text = MARKETS.get(0) + "#" + i + "x".repeat(20_000);
                log.append(LiveTopic.HOURS, MARKETS.get(0), "1h", true, text);
            }
            server.awaitRecords(written);
            List<String> received = new ArrayList<>();
            Event event;
            for (event = slow.next(); event != null && !event.type.equals("reset"); event = slow.next()) {
                lastId = event.id;
                received.add(event.data);
            }
            assertThat(event).as("ended with reset").isNotNull();
            assertThat(slow.next()).isNull();
            received.removeIf(text -> text.equals("{}"));
            assertThat(received).hasSizeLessThan(written);
            try (Client again = server.open("", lastId)) {
                while (received.size() < written) {
                    received.add(again.nextOf().data);
                }
            }
            assertThat(received.stream().map(text -> text.substring(text.indexOf('#') + 1, text.indexOf('x'))))
                    .containsExactlyElementsOf(
                            IntStream.range(0, written).mapToObj(Integer::toString).toList());
        }
    }

    @Test
    void many_streams_get_every_event() throws Exception {
        TestLog log = new TestLog();
        int clients = 150;
        int events = 100;
        try (Server server = new Server(log, RING, 1000);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Client> open = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                open.add(server.open("?kind=indicators", null));
            }
            List<Future<Long>> counts = open.stream()
                    .map(client -> threads.submit(() -> IntStream.range(0, events).mapToObj(_ -> client.nextOf().data)
                            .distinct().count()))
                    .toList();
            assertThat(server.meters.get("cda.api.streams").gauge().value()).isEqualTo(clients);
            write(log, events);
            for (Future<Long> count : counts) {
                assertThat(count.get()).isEqualTo(events);
            }
            open.forEach(Client::close);
        }
    }

    @Test
    void the_end_of_the_server_ends_streams_at_once() throws Exception {
        TestLog log = new TestLog();
        Server server = new Server(log, RING, 1000, Duration.ofHours(1)); // no heartbeat would notice the end
        try (Client client = server.open("", null)) {
            assertThat(client.some().type).isEqualTo("heartbeat");
            server.close();
            assertThat(client.next()).isNull();
        }
    }
}
