package io.cryptodata.api.http;

import io.cryptodata.api.http.TestServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

class PageTest {
    @Test
    void every_view_begins_with_the_document_and_files_have_their_types() throws IOException {
        try (TestServer server = TestServer.of()) {
            String document = server.get("/").body();
            assertThat(document).startsWith("<!doctype html>");
            for (String view : List.of("/market?market=binance:BTC/USDT", "/screener", "/universe?q=x")) {
                assertThat(server.get(view).body()).as(view).isEqualTo(document);
            }
            Map.of("/lib/preact/preact.module.js", "text/javascript; charset=utf-8", "/lib/uplot/uPlot.min.css",
                    "text/css; charset=utf-8", "/index.html", "text/html; charset=utf-8",
                    "/lib/preact/LICENSE", "text/plain; charset=utf-8").forEach((path, type) -> {
                        assertThat(answerOf(server, path)).as(path).returns(200, Answer::status)
                                .satisfies(answer -> assertThat(answer.header("Content-Type")).contains(type))
                                .satisfies(answer -> assertThat(answer.header("X-Content-Type-Options"))
                                        .contains("nosniff"));
                    });
        }
    }

    private static Answer answerOf(TestServer server, String path) {
        try {
            return server.get(path);
        } catch (IOException e) {
            throw new AssertionError(path, e);
        }
    }

    @Test
    void nothing_outside_of_the_page_is_served() throws IOException {
        try (TestServer server = TestServer.of()) {
            for (String path : List.of("/nothing.js", "/..%2fpom.xml", "/../io/cryptodata/api/ApiApp.class", "/.hidden",
                    "/lib/../../logback-test.xml", "/lib//x", "/lib/", "//etc/passwd", "/lib/%2e%2e/x", "/lib",
                    "/page/index.html")) {
                assertThat(server.get(path).status()).as(path).isIn(400, 404);
            }
        }
    }

    @Test
    void a_folder_of_a_jar_is_no_file(@TempDir Path folder) throws IOException {
        Path jar = folder.resolve("page.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("page/lib/"));
            out.putNextEntry(new JarEntry("page/lib/LICENSE"));
        }
        URI root = URI.create("jar:" + jar.toUri() + "!/page/");
        assertThat(PageFiles.isFile(URI.create(root + "lib").toURL())).isFalse();
        assertThat(PageFiles.isFile(URI.create(root + "lib/LICENSE").toURL())).isTrue();
        assertThat(PageFiles.isFile(folder.toUri().toURL())).isFalse();
        assertThat(PageFiles.isFile(jar.toUri().toURL())).isTrue();
    }

    @Test
    void an_unchanged_file_is_not_sent_again() throws IOException {
        try (TestServer server = TestServer.of()) {
            String tag = server.get("/lib/preact/preact.module.js").header("ETag").orElseThrow();
            Answer again = server.get("/lib/preact/preact.module.js", "If-None-Match: " + tag);
            assertThat(again).returns(304, Answer::status).returns("", Answer::body);
            assertThat(server.get("/lib/preact/preact.module.js", "If-None-Match: \"other\"").status()).isEqualTo(200);
        }
    }

    @Test
    void files_are_compressed_for_who_accepts_it() throws IOException {
        try (TestServer server = TestServer.of()) {
            Answer plain = server.get("/lib/uplot/uPlot.esm.js");
            Answer compressed = server.get("/lib/uplot/uPlot.esm.js", "Accept-Encoding: gzip, br");
            assertThat(compressed.header("Content-Encoding")).contains("gzip");
            assertThat(compressed.header("Content-Length").map(Integer::parseInt).orElseThrow())
                    .isLessThan(plain.header("Content-Length").map(Integer::parseInt).orElseThrow() / 2);
        }
    }

    @Test
    void the_document_permits_its_import_map_and_no_other_inline_script_and_no_frame() throws Exception {
        try (TestServer server = TestServer.of()) {
            Answer document = server.get("/");
            String policy = document.header("Content-Security-Policy").orElseThrow();
            assertThat(policy).contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'")
                    .doesNotContain("unsafe", "http:", "https:");
            Matcher map = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL)
                    .matcher(document.body());
            if (map.find()) {
                byte[] digest = MessageDigest.getInstance("SHA-256")
                        .digest(map.group(1).getBytes(StandardCharsets.UTF_8));
                assertThat(policy).contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
            }
        }
    }
}
