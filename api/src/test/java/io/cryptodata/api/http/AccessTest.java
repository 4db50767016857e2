package io.cryptodata.api.http;

import io.cryptodata.api.http.TestServer.Answer;
import io.cryptodata.service.http.HttpToken;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/// Who may read, from which pages, under which names, with which methods.
class AccessTest {
    private static final Resource ANYTHING = rules -> rules
            .get("/thing", (request, response) -> Replies.json(request, response, Map.of("thing", 1)))
            .get("/about", (request, response) -> Replies.json(request, response, Map.of("about", 1)))
            .post("/graphql", (request, response) -> Replies.json(request, response,
                    Map.of("length", Bodies.json(request).toString().length())));
    private static final String THING = "/api/v1/thing";
    private static final String CHUNKED = "POST /api/v1/graphql HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

    @Test
    void only_names_of_this_server_are_served() throws IOException {
        try (TestServer server = TestServer.of(ANYTHING)) {
            for (String host : Set.of("localhost", "127.0.0.1:5556", "[::1]:1", "LOCALHOST:5556")) {
                assertThat(server.get(THING, "Host: " + host).status()).as(host).isEqualTo(200);
                assertThat(server.get("/", "Host: " + host).status()).as(host).isEqualTo(200);
            }
            for (String host : Set.of("evil.example", "localhost.evil.example", "127.0.0.1.evil.example:5556",
                    "10.0.0.1")) {
                assertThat(server.get(THING, "Host: " + host).status()).as(host).isEqualTo(403);
                assertThat(server.get("/", "Host: " + host).status()).as(host).isEqualTo(403);
            }
            assertThat(server.get(THING, "Host: evil.example").body()).contains("API_ALLOWED_HOSTS");
        }
        try (TestServer server = new TestServer(
                TestServer.config(new Origins(Set.of("data.example", "2001:db8::1"), Set.of())), ANYTHING)) {
            assertThat(server.get(THING, "Host: [2001:db8::1]:5556").status()).isEqualTo(200);
            assertThat(server.get(THING, "Host: [2001:db8::2]:5556").status()).isEqualTo(403);
            assertThat(server.get(THING, "Host: data.example").status()).isEqualTo(200);
            assertThat(server.get(THING, "Host: data.example", "Origin: https://data.example").status()).isEqualTo(200);
        }
    }

    @Test
    void a_page_of_another_site_reads_nothing() throws IOException {
        try (TestServer server = TestServer.of(ANYTHING)) {
            for (String header : Set.of("Origin: https://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site",
                    "Sec-Fetch-Site: same-site", "Origin: http://127.0.0.1:1")) {
                Answer answer = server.get(THING, header);
                assertThat(answer.status()).as(header).isEqualTo(403);
                assertThat(answer.header("Access-Control-Allow-Origin")).as(header).isEmpty();
            }
            assertThat(server.get(THING, "Origin: http://127.0.0.1:" + server.port(), "Sec-Fetch-Site: same-origin")
                    .status()).isEqualTo(200);
            assertThat(server.get(THING, "Sec-Fetch-Site: none").status()).isEqualTo(200);
            assertThat(server.get(THING).header("Cross-Origin-Resource-Policy")).contains("same-origin");
        }
    }

    @Test
    void a_configured_page_elsewhere_may_read() throws IOException {
        String origin = "https://dashboard.example";
        try (TestServer server = new TestServer(TestServer.config(new Origins(Set.of(), Set.of(origin))), ANYTHING)) {
            Answer answer = server.get(THING, "Origin: " + origin, "Sec-Fetch-Site: cross-site");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Access-Control-Allow-Origin")).contains(origin);
            assertThat(answer.header("Access-Control-Expose-Headers")).contains("Next-Cursor, Retry-After");
            Answer asked = server.send("OPTIONS " + THING + " HTTP/1.1\r\nHost: localhost\r\nOrigin: " + origin
                    + "\r\nConnection: close\r\n\r\n");
            assertThat(asked.status()).isEqualTo(204);
            assertThat(asked.header("Access-Control-Allow-Headers")).hasValueSatisfying(
                    headers -> assertThat(headers).contains("Authorization", "Last-Event-ID"));
            assertThat(server.get(THING, "Origin: https://other.example").status()).isEqualTo(403);
        }
    }

    @Test
    void reading_demands_the_token_but_for_the_page_and_about() throws IOException {
        HttpToken read = new HttpToken("read-read-read-read");
        HttpToken operator = new HttpToken("operate-operate-operate");
        try (TestServer server = new TestServer(TestServer.config(
                new Access(Optional.of(read), Optional.of(operator)), Limits.standard()), ANYTHING)) {
            Answer refused = server.get(THING);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate")).contains("Bearer");
            assertThat(refused.body()).contains("API_READ_TOKEN").doesNotContain("read-read");
            assertThat(server.get(THING, "Authorization: Bearer wrong-wrong-wrong").status()).isEqualTo(401);
            assertThat(server.get(THING, "Authorization: " + read.authorization()).status()).isEqualTo(200);
            assertThat(server.get(THING, "Authorization: " + operator.authorization()).status()).isEqualTo(200);
            assertThat(server.get("/api/v1/about").status()).isEqualTo(200);
            assertThat(server.get("/").status()).isEqualTo(200);
        }
    }

    @Test
    void operating_demands_a_token_of_its_own() throws IOException {
        HttpToken read = new HttpToken("read-read-read-read");
        HttpToken operator = new HttpToken("operate-operate-operate");
        Access access = new Access(Optional.of(read), Optional.of(operator));
        Resource acting = rules -> rules.get("/acting", (request, response) -> {
            access.requireOperator(request);
            Replies.json(request, response, Map.of("done", true));
        });
        try (TestServer server = new TestServer(TestServer.config(access, Limits.standard()), acting)) {
            assertThat(server.get("/api/v1/acting", "Authorization: " + read.authorization()).status()).isEqualTo(401);
            assertThat(server.get("/api/v1/acting", "Authorization: " + operator.authorization()).status())
                    .isEqualTo(200);
        }
        Resource never = rules -> rules.get("/acting", (request, response) -> Access.open().requireOperator(request));
        try (TestServer server = TestServer.of(never)) {
            Answer refused = server.get("/api/v1/acting");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body()).contains("API_OPERATOR_TOKEN");
        }
    }

    @Test
    void other_methods_are_refused_with_those_that_are_allowed() throws IOException {
        try (TestServer server = TestServer.of(ANYTHING)) {
            for (String method : Set.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")) {
                Answer answer = server.send(method + " " + THING
                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                assertThat(answer.status()).as(method).isEqualTo(405);
                assertThat(answer.header("Allow")).as(method).contains("GET");
                assertThat(answer.header("Cache-Control")).as(method).contains("no-store");
                assertThat(server
                        .send(method
                                + " / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                        .status()).as(method).isEqualTo(405);
            }
            assertThat(server.get("/api/v1/graphql")).returns(405, Answer::status)
                    .satisfies(answer -> assertThat(answer.header("Allow")).contains("POST"));
        }
    }

    @Test
    void a_response_to_HEAD_has_no_body() throws IOException {
        try (TestServer server = TestServer.of(ANYTHING)) {
            for (String request : List.of("/ HTTP/1.1\r\nHost: localhost", "/nothing HTTP/1.1\r\nHost: localhost",
                    THING + " HTTP/1.1\r\nHost: localhost", "/ HTTP/1.1\r\nHost: evil.example")) {
                Answer answer = server.send("HEAD " + request + "\r\nConnection: close\r\n\r\n");
                assertThat(answer).as(request).returns("", Answer::body);
                assertThat(answer.header("Content-Length")).as(request).hasValueSatisfying(
                        length -> assertThat(Integer.parseInt(length)).isPositive());
            }
        }
    }

    @Test
    void bodies_are_limited_and_must_be_JSON() throws IOException {
        try (TestServer server = TestServer.of(ANYTHING)) {
            assertThat(post(server, "application/json", "{\"a\":1}").body()).contains("\"length\":7");
            assertThat(post(server, "text/plain", "{}").status()).isEqualTo(415);
            assertThat(post(server, "application/json", "[]").status()).isEqualTo(400);
            assertThat(post(server, "application/json", "{").body()).contains("not JSON");
            assertThat(post(server, "application/json", "{}{}").status()).isEqualTo(400);
            assertThat(post(server, "Application/JSON;charset=utf-8", "{}").status()).isEqualTo(200);
            assertThat(post(server, "application/jsonx", "{}").status()).isEqualTo(415);
            assertThat(post(server, "application", "{}").status()).isEqualTo(400);
            assertThat(post(server, "application/json", "{\"a\":\"" + "x".repeat(Bodies.LARGEST) + "\"}").status())
                    .isEqualTo(413);
        }
    }

    @Test
    void a_body_in_malformed_chunks_ends_the_connection() throws IOException {
        try (TestServer server = TestServer.of(ANYTHING)) {
            for (String chunks : List.of("zz\r\n{}\r\n0\r\n\r\n", "FFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n", "-1\r\n{}",
                    "\r\n{}", "2\n{}\n0\n\n")) {
                Answer answer = server.send(CHUNKED + chunks + "GET " + THING + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(answer.status()).as(chunks).isEqualTo(400);
                assertThat(answer.header("Content-Type")).as(chunks).contains("application/problem+json");
                assertThat(answer.body()).as(chunks).doesNotContain("HTTP/1.1 ");
            }
            String large = ("1000\r\n" + "x".repeat(4096) + "\r\n").repeat(20);
            Answer refused = server.send(CHUNKED + large + "0\r\n\r\n");
            assertThat(refused.status()).isEqualTo(413);
            assertThat(refused.body()).contains("at most 65536 bytes").doesNotContain("HTTP/1.1 ");
        }
    }

    @Test
    void what_reaches_no_route_is_a_problem_that_names_what_to_change() throws IOException {
        try (TestServer server = TestServer.of(ANYTHING)) {
            String thing = "GET " + THING + " HTTP/1.1\r\nHost: localhost\r\n";
            refused(server, thing + "X: " + "y".repeat(20_000) + "\r\n\r\n", 431,
                    "headers must be at most 16384 bytes");
            refused(server, "GET " + THING + "?x=" + "y".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 414,
                    "address must be at most 16384 bytes");
            refused(server, "GET " + THING + " HTTP/1.0\r\n\r\n", 505, "HTTP/1.1");
            refused(server, "GET " + THING + " HTTP/1.1\r\n\r\n", 400, "Host header must be present");
            refused(server, thing + "Host: localhost\r\n\r\n", 400, "single Host header");
            refused(server, thing + "X\r\n\r\n", 400, "missing colon");
            refused(server, thing + "Content-Length: 99999999\r\n\r\n", 413, "at most 65536 bytes");
            refused(server, thing + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400,
                    "must not be combined");
            assertThat(server.get(THING).status()).isEqualTo(200);
        }
    }

    private static void refused(TestServer server, String request, int status, String detail) throws IOException {
        Answer answer = server.send(request);
        assertThat(answer.status()).as(detail).isEqualTo(status);
        assertThat(answer.body()).contains(detail, "\"status\":" + status);
        assertThat(answer.header("Content-Type")).as(detail).contains("application/problem+json");
    }

    private static Answer post(TestServer server, String type, String body) throws IOException {
        return server.send("POST /api/v1/graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
                + "\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body);
    }
}
