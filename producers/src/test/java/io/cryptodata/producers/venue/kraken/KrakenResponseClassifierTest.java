package io.cryptodata.producers.venue.kraken;

import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.Response;
import io.cryptodata.producers.http.Responses;
import io.cryptodata.producers.venue.Recorded;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class KrakenResponseClassifierTest {

    @Test
    void errors_have_status_200_and_no_result() {
        assertThat(error("EGeneral:Too many requests")).isInstanceOf(Failure.SlowDown.class);
        assertThat(error("EService:Throttled: 1660090310")).isInstanceOf(Failure.SlowDown.class);
        assertThat(error("EGeneral:Temporary lockout"))
                .isEqualTo(new Failure.Banned(Duration.ofMinutes(15), "EGeneral:Temporary lockout"));
        assertThat(error("EQuery:Unknown asset pair")).isEqualTo(new Failure.Rejected("EQuery:Unknown asset pair"));
        assertThat(error("EGeneral:Unknown method")).isInstanceOf(Failure.Rejected.class);
        assertThat(error("EService:Busy")).isInstanceOf(Failure.Unavailable.class);
        assertThat(error("EGeneral:Internal error")).isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void a_warning_is_no_error() {
        assertThat(read(Responses.json(200,
                "{\"error\":[\"WGeneral:Soon no more\"],\"result\":{\"unixtime\":\"1714521600\"}}")))
                .isEqualTo(new Fetch.Ok<>(Instant.parse("2024-05-01T00:00:00Z")));
    }

    @Test
    void a_page_of_the_network_in_front_is_never_parsed() {
        assertThat(read(Responses.html(520))).isInstanceOf(Failure.Unavailable.class);
        assertThat(read(Responses.html(403))).isInstanceOf(Failure.Banned.class);
        assertThat(read(Responses.html(429))).isInstanceOf(Failure.SlowDown.class);
        assertThat(read(Responses.html(200))).isInstanceOf(Failure.NotServed.class);
    }

    @Test
    void a_body_without_a_list_of_errors_is_none_of_krakens() {
        assertThat(read(Responses.json(200, "{\"result\":{}}"))).isInstanceOf(Failure.Unreadable.class);
        assertThat(read(Responses.json(200, "{\"error\":[]}"))).isInstanceOf(Failure.Unreadable.class);
    }

    @Test
    void recorded_errors_are_classified() {
        assertThat(recorded("recorded/errors/kraken.ccxt-L542.json")).isInstanceOf(Failure.Rejected.class);
        assertThat(recorded("recorded/errors/kraken.ccxt-L549.json")).isInstanceOf(Failure.Rejected.class);
        assertThat(recorded("recorded/errors/kraken.ccxt-L567.json")).isInstanceOf(Failure.SlowDown.class);
        assertThat(recorded("constructed/errors/kraken.EService-Unavailable.json"))
                .isInstanceOf(Failure.Unavailable.class);
    }

    private static Object recorded(String path) {
        return read(Responses.json(200, Recorded.text(path)));
    }

    private static Object error(String text) {
        return read(Responses.json(200, "{\"error\":[\"" + text + "\"]}"));
    }

    private static Object read(Response response) {
        return DirectRunner.outcome(
                new KrakenResponseClassifier().read(response, (body, _) -> KrakenPayloads.serverTime(body)));
    }
}
