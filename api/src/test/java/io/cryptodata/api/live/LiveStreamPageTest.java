package io.cryptodata.api.live;

import io.cryptodata.api.http.Access;
import io.cryptodata.api.http.ApiServer;
import io.cryptodata.api.http.Limits;
import io.cryptodata.api.http.Origins;
import io.cryptodata.api.http.Replies;
import io.cryptodata.api.http.Resource;
import io.cryptodata.api.http.ServerConfig;
import io.cryptodata.service.metrics.MeterNames;
import io.cryptodata.service.retry.Await;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// The programs of `docs/how-to/follow-the-live-stream.md`, as they stand there, with the address of this test.
class LiveStreamPageTest {
    private static final Path PAGE = Path.of(System.getProperty("repository.root", ".."),
            "docs/how-to/follow-the-live-stream.md");
    private static final String SERVER_IN_THE_PAGE = "http://127.0.0.1:5556";
    private static final List<String> MARKETS = List.of("binance:BTC/USDT", "okx:ETH/USDT");
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration TIMEOUT = Duration.ofSeconds(150);
    private static final int RING = 1 << 20;
    private static final long MOST_MISSED = 50;

    private final TestLog log = new TestLog();
    private final History history = new History();
    private final List<String> expected = new ArrayList<>();
    private int hours;

    @TempDir
    private Path folder = Path.of("");

    /// `GET indicators` over rows in memory.
    private static final class History implements Resource {
        private final Map<String, List<String>> rows = new ConcurrentHashMap<>();
        private final AtomicInteger requests = new AtomicInteger();

        @Override
        public void routes(HttpRules rules) {
            rules.get("/indicators", this::answer);
        }

        private void answer(ServerRequest request, ServerResponse response) {
            requests.incrementAndGet();
            List<String> newestFirst = rows.getOrDefault(request.query().get("market"), List.of()).reversed();
            String body = "{\"indicators\": [" + String.join(", ", newestFirst) + "], \"next\": null}";
            Replies.stream(request, response, Replies.JSON,
                    out -> out.write(body.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private final class Server implements AutoCloseable {
        private final MeterRegistry meters = MeterNames.strictRegistry();
        private final StreamResource stream = new StreamResource(log,
                new LiveFeed(log, meters, RING, Duration.ofMinutes(1)), meters,
                Duration.ofMillis(200), MOST_MISSED);
        private final ApiServer server;

        Server(int port) {
            server = new ApiServer(new ServerConfig("127.0.0.1", port, Access.open(), Origins.ofLoopback(),
                    Limits.standard()), List.of(stream, history), meters);
            stream.start();
            server.start();
        }

        String url() {
            return server.url();
        }

        @Override
        public void close() {
            stream.close();
            server.close();
        }
    }

    @Test
    void the_program_in_python_prints_every_version_of_a_bar_once() throws Exception {
        Path file = folder.resolve("follow.py");
        assumeTrue(isInstalled("python3"), "python3 is not installed");
        verify("python", file, "python3", file.toString());
    }

    @Test
    void the_program_in_java_prints_every_version_of_a_bar_once() throws Exception {
        Path file = folder.resolve("Follow.java");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        verify("java", file, Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", classPath,
                file.toString());
    }

    private void verify(String language, Path file, String... command) throws IOException {
        Path output = folder.resolve("out");
        store(3);
        Server server = new Server(0);
        int port = URI.create(server.url()).getPort();
        Files.writeString(file, program(language).replace(SERVER_IN_THE_PAGE, server.url()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            awaitExpected(process, output, "the history at the start");
            publish(20);
            awaitExpected(process, output, "rows of the stream");

            server.close();
            publish(10);
            int requests = history.requests.get();
            server = new Server(port);
            publish(1);
            awaitExpected(process, output, "rows that were published while the server was down");
            assertThat(history.requests).as("resumed without the history").hasValue(requests);

            server.close();
            store(30);
            log.deleteAll();
            server = new Server(port);
            awaitExpected(process, output, "the history after a reset");
            assertThat(history.requests).hasValue(requests + MARKETS.size());
            revise();
            publish(1);
            awaitExpected(process, output, "a revised row");
        } finally {
            process.destroyForcibly();
            server.close();
        }
        assertThat(printed(output)).containsExactlyInAnyOrderElementsOf(expected);
    }

    /// Hours that are in the database and, after the topics were read, no longer there.
    private void store(int count) {
        for (int i = 0; i < count; i++, hours++) {
            for (String market : MARKETS) {
                history.rows.computeIfAbsent(market, _ -> new CopyOnWriteArrayList<>()).add(row(market, hours, 0));
                log.append(LiveTopic.INDICATORS, market, "1h", true, row(market, hours, 0));
                expect(market, hours, 0);
            }
        }
    }

    private void publish(int count) {
        for (int i = 0; i < count; i++, hours++) {
            for (String market : MARKETS) {
                log.append(LiveTopic.INDICATORS, market, "1h", true, row(market, hours, 0));
                expect(market, hours, 0);
            }
        }
    }

    /// A newer version of the newest hour, and the one before once more.
    private void revise() {
        String market = MARKETS.getFirst();
        log.append(LiveTopic.INDICATORS, market, "1h", true, row(market, hours - 1, 1));
        log.append(LiveTopic.INDICATORS, market, "1h", true, row(market, hours - 1, 0));
        expect(market, hours - 1, 1);
    }

    private void expect(String market, int hour, int revision) {
        expected.add("%s 1h %s %d %d %s".formatted(market, START.plus(Duration.ofHours(hour)), lastId(hour), revision,
                hour + 0.5));
    }

    private static long lastId(int hour) {
        return 4_193_000_000_000_000_000L + hour;
    }

    private static String row(String market, int hour, int revision) {
        return """
                {"market":"%s","timeframe":"1h","timestamp":"%s","last_id":"%d","revision":%d,"closed":true,"rsi14":%s}"""
                .formatted(market, START.plus(Duration.ofHours(hour)), lastId(hour), revision, hour + 0.5);
    }

    private void awaitExpected(Process process, Path output, String what) throws IOException {
        Await.until(() -> !process.isAlive() || printed(output).size() >= expected.size(), TIMEOUT);
        assertThat(printed(output)).as("%s: %s", what, Files.readString(output))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> printed(Path output) {
        try {
            return Files.readString(output).lines().filter(line -> MARKETS.stream().anyMatch(line::startsWith))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(output + " cannot be read", e);
        }
    }

    /// The only block of this language in the page.
    private static String program(String language) throws IOException {
        List<String> blocks = Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$").matcher(Files.readString(PAGE))
                .results().map((MatchResult found) -> found.group(1)).toList();
        assertThat(blocks).as("programs in %s", language).hasSize(1);
        assertThat(blocks.getFirst()).contains(SERVER_IN_THE_PAGE);
        return blocks.getFirst();
    }

    private static boolean isInstalled(String program) {
        return Pattern.compile(":").splitAsStream(String.valueOf(System.getenv("PATH")))
                .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    }
}
