package io.cryptodata.producers.venue.kraken;

import io.cryptodata.producers.venue.AnsweredWith;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.venue.Recorded;
import io.cryptodata.producers.http.HttpTransport.Answered;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class KrakenResponseClassifierTest {

    @Test
    void errors_come_with_status_200_and_without_a_result() {
        assertThat(error("EGeneral:Too many requests")).isInstanceOf(Fetch.SlowDown.class);
        assertThat(error("EService:Throttled: 1660090310")).isInstanceOf(Fetch.SlowDown.class);
        assertThat(error("EGeneral:Temporary lockout"))
                .isEqualTo(new Fetch.Banned<>(Duration.ofMinutes(15), "EGeneral:Temporary lockout"));
        assertThat(error("EQuery:Unknown asset pair")).isEqualTo(new Fetch.Rejected<>("EQuery:Unknown asset pair"));
        assertThat(error("EGeneral:Unknown method")).isInstanceOf(Fetch.Rejected.class);
        assertThat(error("EService:Busy")).isInstanceOf(Fetch.Unavailable.class);
        assertThat(error("EGeneral:Internal error")).isInstanceOf(Fetch.Unavailable.class);
    }

    @Test
    void a_warning_is_no_error() {
        assertThat(read(AnsweredWith.json(200,
                "{\"error\":[\"WGeneral:Soon no more\"],\"result\":{\"unixtime\":\"1714521600\"}}")))
                .isEqualTo(new Fetch.Ok<>(Instant.parse("2024-05-01T00:00:00Z")));
    }

    @Test
    void a_page_of_the_network_in_front_is_never_parsed() {
        assertThat(read(AnsweredWith.html(520))).isInstanceOf(Fetch.Unavailable.class);
        assertThat(read(AnsweredWith.html(403))).isInstanceOf(Fetch.Banned.class);
        assertThat(read(AnsweredWith.html(429))).isInstanceOf(Fetch.SlowDown.class);
        assertThat(read(AnsweredWith.html(200))).isInstanceOf(Fetch.Unreadable.class);
    }

    @Test
    void a_body_without_a_list_of_errors_is_none_of_krakens() {
        assertThat(read(AnsweredWith.json(200, "{\"result\":{}}"))).isInstanceOf(Fetch.Unreadable.class);
        assertThat(read(AnsweredWith.json(200, "{\"error\":[]}"))).isInstanceOf(Fetch.Unreadable.class);
    }

    @Test
    void recorded_errors_are_told_apart() {
        assertThat(recorded("recorded/errors/kraken.ccxt-L542.json")).isInstanceOf(Fetch.Rejected.class);
        assertThat(recorded("recorded/errors/kraken.ccxt-L549.json")).isInstanceOf(Fetch.Rejected.class);
        assertThat(recorded("recorded/errors/kraken.ccxt-L567.json")).isInstanceOf(Fetch.SlowDown.class);
        assertThat(recorded("constructed/errors/kraken.EService-Unavailable.json"))
                .isInstanceOf(Fetch.Unavailable.class);
    }

    private static Fetch<Instant> recorded(String path) {
        return read(AnsweredWith.json(200, Recorded.text(path)));
    }

    private static Fetch<Instant> error(String text) {
        return read(AnsweredWith.json(200, "{\"error\":[\"" + text + "\"]}"));
    }

    private static Fetch<Instant> read(Answered answer) {
        return KrakenResponseClassifier.read(answer, whole -> KrakenPayloads.serverTime(whole.body()));
    }
}
