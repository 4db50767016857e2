package io.cryptodata.allinone.security;

import io.cryptodata.api.http.Access;
import io.cryptodata.api.http.ApiServer;
import io.cryptodata.api.http.Limits;
import io.cryptodata.api.http.Origins;
import io.cryptodata.api.http.Replies;
import io.cryptodata.api.http.Resource;
import io.cryptodata.api.http.ServerConfig;
import io.cryptodata.service.http.HttpToken;
import io.cryptodata.service.retry.Await;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// The configurations of `docs/how-to/serve-behind-a-proxy.md`, as they stand there, with the port and the certificate of this
/// test. A proxy that is not installed is skipped.
@Timeout(400)
class ReverseProxyPageTest {
    private static final Path PAGE = Path.of(System.getProperty("repository.root"),
            "docs/how-to/serve-behind-a-proxy.md");
    private static final String TOKEN = "0123456789abcdefgh";
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    @TempDir
    private Path folder = Path.of("");

    /// A list, and a stream whose second event is sent only after the client has received the first one.
    private static final class Data implements Resource {
        private final CountDownLatch received = new CountDownLatch(1);

        @Override
        public void routes(HttpRules rules) {
            rules.get("/markets", (request, response) -> Replies.json(request, response, List.of("a", "b")))
                    .get("/stream", this::stream);
        }

        private void stream(ServerRequest request, ServerResponse response) {
            Replies.events(request, response, out -> {
                send(out, "first");
                if (received.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                    send(out, "second");
                }
            });
        }

        private static void send(OutputStream out, String text) throws IOException {
            out.write(("event: candle\ndata: " + text + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    @Test
    void nginx_passes_the_api_on() throws Exception {
        Path program = installed("nginx");
        verify((api, port, certificate, key) -> {
            String server = block("nginx").replace("listen 443 ssl http2;", "listen 127.0.0.1:" + port + " ssl http2;")
                    .replace("127.0.0.1:5556", api)
                    .replace("/etc/ssl/data.example/fullchain.pem", certificate.toString())
                    .replace("/etc/ssl/data.example/privkey.pem", key.toString());
            String temporary = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                    .map(each -> each + "_temp_path " + folder.resolve(each) + ";\n").reduce("", String::concat);
            Path file = Files.writeString(folder.resolve("nginx.conf"), """
                    daemon off;
                    pid %s;
                    error_log stderr;
                    events {}
                    http {
                    access_log off;
                    %s%s}
                    """.formatted(folder.resolve("nginx.pid"), temporary, server));
            return List.of(program.toString(), "-p", folder.toString(), "-c", file.toString());
        });
    }

    @Test
    void caddy_passes_the_api_on() throws Exception {
        Path program = installed("caddy");
        verify((api, port, certificate, key) -> {
            String site = block("caddy").replace("data.example {",
                    "https://localhost:" + port + " {\n\ttls " + certificate + " " + key)
                    .replace("127.0.0.1:5556", api);
            Path file = Files.writeString(folder.resolve("Caddyfile"),
                    "{\n\tadmin off\n\tauto_https disable_redirects\n}\n" + site);
            return List.of(program.toString(), "run", "--adapter", "caddyfile", "--config", file.toString());
        });
    }

    /// Writes the configuration of a proxy.
    private interface Configuration {
        /// @param api address of the API
        /// @return the command that runs the proxy
        List<String> write(String api, int port, Path certificate, Path key) throws IOException;
    }

    private void verify(Configuration configuration) throws Exception {
        TestCertificate certificate = TestCertificate.in(folder);
        int port = freePort();
        Data data = new Data();
        try (ApiServer api = new ApiServer(new ServerConfig("127.0.0.1", 0,
                new Access(Optional.of(new HttpToken(TOKEN)), Optional.empty()), Origins.ofLoopback(),
                Limits.standard()), List.of(data), new SimpleMeterRegistry())) {
            api.start();
            List<String> command = configuration.write(URI.create(api.url()).getAuthority(), port,
                    certificate.certificate(), certificate.writeKey(folder.resolve("key.pem")));
            ProcessBuilder proxy = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile());
            proxy.environment().putAll(Map.of("HOME", folder.toString(), "XDG_DATA_HOME", folder.toString(),
                    "XDG_CONFIG_HOME", folder.toString()));
            Process process = proxy.start();
            try (HttpClient client = HttpClient.newBuilder().sslContext(trusting(certificate)).build()) {
                String url = "https://localhost:" + port;
                assertThat(Await.until(() -> !process.isAlive() || isListening(port), TIMEOUT) && process.isAlive())
                        .as(Files.readString(folder.resolve("log"))).isTrue();
                verify(client, url, data);
            } finally {
                process.destroy();
                Await.end(process, TIMEOUT);
                process.destroyForcibly();
            }
        }
    }

    private static void verify(HttpClient client, String url, Data data) throws IOException, InterruptedException {
        HttpResponse<String> page = client.send(HttpRequest.newBuilder(URI.create(url + "/screener")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.version()).isEqualTo(HttpClient.Version.HTTP_2);

        URI markets = URI.create(url + "/api/v1/markets");
        assertThat(status(client, HttpRequest.newBuilder(markets))).as("without a token").isEqualTo(401);
        assertThat(status(client, authorized(markets))).isEqualTo(200);
        assertThat(status(client, authorized(markets).header("Origin", url))).as("from the page").isEqualTo(200);
        assertThat(status(client, authorized(markets).header("Origin", "https://elsewhere.example")))
                .as("from a page elsewhere").isEqualTo(403);

        HttpResponse<InputStream> stream = client.send(
                authorized(URI.create(url + "/api/v1/stream")).header("Accept-Encoding", "gzip").build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.headers().firstValue("Content-Encoding")).isEmpty();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(next(lines)).as("sent before the second event").isEqualTo("data: first");
            data.received.countDown();
            assertThat(next(lines)).isEqualTo("data: second");
        }
    }

    private static HttpRequest.Builder authorized(URI address) {
        return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + TOKEN);
    }

    private static int status(HttpClient client, HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static String next(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith("data: ")) {
            line = lines.readLine();
        }
        return String.valueOf(line);
    }

    private static SSLContext trusting(TestCertificate certificate) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(certificate.certificate())) {
            trusted.setCertificateEntry("proxy", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isListening(int port) {
        try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /// The only block of this language in the page.
    private static String block(String language) throws IOException {
        Matcher block = Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$").matcher(Files.readString(PAGE));
        assertThat(block.find()).as(language).isTrue();
        return block.group(1);
    }

    private static Path installed(String program) {
        Optional<Path> found = Stream
                .concat(Pattern.compile(":").splitAsStream(String.valueOf(System.getenv("PATH"))),
                        Stream.of("/usr/sbin"))
                .map(each -> Path.of(each, program)).filter(Files::isExecutable).findFirst();
        assumeTrue(found.isPresent(), program + " is not installed");
        return found.orElseThrow();
    }
}
