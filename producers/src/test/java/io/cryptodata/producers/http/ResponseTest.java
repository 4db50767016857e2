package io.cryptodata.producers.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Failure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/// What all services have in common: the length of a pause, and what a body is.
class ResponseTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7                              | 7000
            1.5                            | 1500
            +3                             | 3000
            0                              | 1000
            -5                             | 1000
            0.2                            | 1000
            259200                         | 259200000
            99999999999999999999999        | 259200000
            Tue, 09 Aug 2022 23:12:20 GMT  | 40000
            Mon, 09 Aug 2022 23:12:20 GMT  | 40000
            Tuesday, 09-Aug-2022 23:12:20 GMT | 40000
            9 Aug 2022 23:12:20 GMT        | 40000
            Tue, 09 Aug 2022 23:00:00 GMT  | 1000
            Tue, 09 Aug 2122 23:12:20 GMT  | 259200000
            """)
    void retry_after_is_seconds_or_a_date_within_a_second_and_three_days(String header, long millis) {
        assertThat(Responses.json(429, "{}", "Retry-After", header, "Date", "Tue, 09 Aug 2022 23:11:40 GMT")
                .retryAfter()).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "1e9", "7 s", "Tue, 39 Aug 2022 23:12:20 GMT", "Tue, 09 Foo 2022 23:12:20 GMT",
            "2022-08-09T23:12:20Z", "NaN"})
    void retry_after_is_ignored_where_it_is_neither(String header) {
        assertThat(Responses.json(429, "{}", "Retry-After", header).retryAfter()).isEmpty();
    }

    @Test
    void a_date_is_relative_to_the_services_own_date_or_to_our_clock_without_one() {
        String until = "Wed, 10 Aug 2022 00:12:20 GMT";
        assertThat(Responses.json(429, "{}", "Retry-After", until, "Date", "Wed, 10 Aug 2022 00:12:00 GMT")
                .retryAfter()).contains(Duration.ofSeconds(20));
        for (String date : new String[]{"", "yesterday"}) {
            assertThat(Responses.json(429, "{}", "Retry-After", until, "Date", date).retryAfter())
                    .contains(Duration.ofSeconds(40));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            application/json | [1]
            text/plain       | [1]
            text/html        | [1]
            none             | [1]
            image/png        | '  [1]'
            text/plain       | null
            text/plain       | 12.5
            text/plain       | ""
            text/plain       | {"a":1}
            """)
    void json_is_recognised_by_its_beginning_whatever_the_content_type(@Nullable String type, String body) {
        assertThat(read(200, type, body)).isEqualTo("ok");
        assertThat(read(200, type, "\uFEFF" + body)).isEqualTo("ok");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | application/json | <html>
            200 | text/html        | '  <!doctype html><title>Just a moment</title>'
            200 | text/xml         | <?xml version="1.0"?><Error/>
            202 | text/html        | ''
            204 | application/json | ''
            202 | application/json | {}
            301 | application/json | [1]
            302 | text/html        | <html>
            307 | application/json | {}
            308 | text/html        | ''
            400 | text/html        | <html>
            404 | application/json | <html>
            404 | application/json | {}
            404 | text/plain       | 404 page not found
            410 | text/plain       | gone
            451 | application/json | {"code":0,"msg":"no"}
            """)
    void what_no_api_responds_is_not_served(int status, String type, String body) {
        assertThat(read(status, type, body)).isInstanceOfSatisfying(Failure.NotServed.class,
                failure -> assertThat(failure.reason()).startsWith("HTTP " + status));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | application/json | '{"a":'  | Unreadable
            200 | application/json | wait     | Unreadable
            200 | text/plain       | wait     | Unreadable
            200 | application/json | ''       | Unreadable
            200 | text/plain       | nullable | Unreadable
            400 | text/plain       | wrong    | Rejected
            400 | application/json | {}       | Rejected
            500 | text/html        | <html>   | Unavailable
            429 | text/html        | <html>   | SlowDown
            403 | text/html        | <html>   | Banned
            """)
    void other_failures_are_as_their_status_and_body_show(int status, String type, String body, String failure) {
        assertThat(read(status, type, body).getClass().getSimpleName()).isEqualTo(failure);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            https://user:secret@new.example/api?token=secret#secret | https://new.example/api
            /maintenance?key=secret                               | /maintenance
            //new.example/x                                       | //new.example/x
            none                                                  | no address
            """)
    void a_redirect_names_where_it_leads_without_secrets(@Nullable String location, String named) {
        Response response = location == null
                ? Responses.json(302, "{}")
                : Responses.json(302, "{}", "Location", location);
        assertThat(((Failure) read(response)).reason()).isEqualTo("HTTP 302: redirected to " + named
                + ", but redirects are not followed: is the base address right?");
    }

    @Test
    void a_compressed_body_is_named_because_none_is_requested() {
        for (String encoding : new String[]{"gzip", "br"}) {
            assertThat(read(Responses.json(200, "\u001F\uFFFDx", "Content-Encoding", encoding)))
                    .isEqualTo(new Failure.Unreadable("HTTP 200 with content encoding '" + encoding
                            + "' instead of JSON, although no compression was requested", ""));
        }
        assertThat(read(Responses.json(200, "\u001F\uFFFDx"))).isInstanceOf(Failure.Unreadable.class);
        assertThat(read(Responses.json(200, "{}", "Content-Encoding", "identity"))).isEqualTo("ok");
    }

    private static Object read(int status, @Nullable String type, String body) {
        return read(Responses.of(status, type == null ? "" : type, body));
    }

    private static Object read(Response response) {
        Object outcome = DirectRunner.outcome(new Plain().read(response, (tree, _) -> tree));
        return outcome instanceof Failure ? outcome : "ok";
    }

    /// A service without failures of its own.
    private static final class Plain implements ResponseClassifier {
        @Override
        public Optional<Failure> failureByStatus(Response response) {
            return HttpFailures.byStatus(response, Duration.ofSeconds(10), Duration.ofMinutes(5));
        }

        @Override
        public Optional<Failure> failureInBody(JsonNode body, Response response) {
            return Optional.empty();
        }
    }
}
