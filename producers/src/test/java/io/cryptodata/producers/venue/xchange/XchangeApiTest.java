package io.cryptodata.producers.venue.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.http.JsonApi;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.Response;
import io.cryptodata.producers.http.ResponseClassifier;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.BodyServer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.knowm.xchange.kraken.Kraken;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class XchangeApiTest {
    /// Requests as XChange declares them.
    @Path("/v1")
    interface Requests {
        @GET
        @Path("/{kind}/numbers")
        List<BigDecimal> numbers(@PathParam("kind") String kind, @QueryParam("of") String of,
                @QueryParam("limit") @Nullable Integer limit) throws IOException;
    }

    private final List<String> requested = new CopyOnWriteArrayList<>();

    @Test
    void the_address_is_xchanges_and_the_body_is_read_into_its_type() {
        assertThat(DirectRunner.value(call("[1.10,2]", requests -> requests.numbers("spot", "A/B C", 7))))
                .containsExactly(new BigDecimal("1.10"), BigDecimal.TWO);
        assertThat(requested).containsExactly("/v1/spot/numbers?of=A%2FB+C&limit=7");
    }

    @Test
    void a_parameter_without_a_value_is_left_out() {
        DirectRunner.value(call("[]", requests -> requests.numbers("spot", "A", null)));
        assertThat(requested).containsExactly("/v1/spot/numbers?of=A");
    }

    @Test
    void nothing_is_requested_before_the_call_is_run() {
        try (BodyServer server = server("[]"); HttpClient http = HttpTransport.newClient()) {
            Call<?> call = call(http, server.url(), requests -> requests.numbers("spot", "A", null));
            assertThat(requested).isEmpty();
            DirectRunner.value(call);
            assertThat(requested).hasSize(1);
        }
    }

    @Test
    void a_body_that_xchange_does_not_read_is_unreadable_and_has_an_excerpt() {
        assertThat(DirectRunner.outcome(call("[1,{}]", requests -> requests.numbers("spot", "A", null))))
                .isInstanceOfSatisfying(Failure.Unreadable.class, unreadable -> {
                    assertThat(unreadable.reason()).startsWith("expected what XChange reads, but it failed with");
                    assertThat(unreadable.excerpt()).isEqualTo("[1,{}]");
                });
    }

    @Test
    void an_exception_of_code_that_reads_a_body_is_unreadable_too() {
        assertThat(
                DirectRunner.outcome(call("[]", requests -> List.of(requests.numbers("spot", "A", null).getFirst()))))
                .isInstanceOf(Failure.Unreadable.class);
    }

    @Test
    void code_with_two_requests_is_unreadable_because_a_call_is_one_request() {
        assertThat(DirectRunner.outcome(call("[1]", requests -> {
            requests.numbers("spot", "A", null);
            return requests.numbers("spot", "B", null);
        }))).isInstanceOf(Failure.Unreadable.class);
        assertThat(requested).hasSize(1);
    }

    @Test
    void code_without_a_request_is_a_programming_error() {
        assertThatThrownBy(() -> DirectRunner.fetch(call("[]", _ -> List.of())))
                .hasMessageContaining("no request was made");
    }

    @Test
    void xchanges_own_interfaces_are_requests_as_well() {
        XchangeApi<Kraken> kraken = new XchangeApi<>(Kraken.class, URI.create("http://127.0.0.1:1"),
                new JsonApi(new HttpTransport(HttpTransport.newClient()), new NoFailures()));
        assertThat(read(kraken,
                "{\"error\":[],\"result\":{\"A\":[[1,\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",8]],\"last\":9}}"))
                .isEqualTo(new BigDecimal("7"));
    }

    private static BigDecimal read(XchangeApi<Kraken> kraken, String body) {
        try {
            return kraken.read(each -> each.getOHLC("A", 60, null).getResult().getOHLCs().getFirst().getVolume(),
                    JsonBody.tree(body));
        } catch (UnreadableBody e) {
            throw new AssertionError(e);
        }
    }

    private BodyServer server(String body) {
        return new BodyServer(uri -> {
            requested.add(uri);
            return body;
        });
    }

    private Call<List<BigDecimal>> call(String body, XchangeCode<Requests, List<BigDecimal>> code) {
        return new Call.Request<>("test", List.of(), () -> {
            try (BodyServer server = server(body); HttpClient http = HttpTransport.newClient()) {
                return DirectRunner.fetch(call(http, server.url(), code));
            }
        });
    }

    private static Call<List<BigDecimal>> call(HttpClient http, URI url, XchangeCode<Requests, List<BigDecimal>> code) {
        XchangeApi<Requests> api = new XchangeApi<>(Requests.class, url,
                new JsonApi(new HttpTransport(http), new NoFailures()));
        return api.call("test", List.of(), code, (each, _) -> api.read(code, each));
    }

    private static final class NoFailures implements ResponseClassifier {
        @Override
        public Optional<Failure> failureByStatus(Response response) {
            return Optional.empty();
        }

        @Override
        public Optional<Failure> failureInBody(JsonNode body, Response response) {
            return Optional.empty();
        }
    }
}
