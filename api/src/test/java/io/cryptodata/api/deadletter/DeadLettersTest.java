package io.cryptodata.api.deadletter;

import io.cryptodata.api.failure.QueryException;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

import static io.cryptodata.api.deadletter.LetterLog.NOON;
import static io.cryptodata.api.deadletter.LetterLog.candle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeadLettersTest {
    private static final String BTC = "binance:BTC/USDT";

    private final LetterLog log = new LetterLog().with("candles.1h", "candles.1h.dlq", "universe.dlq");
    private final DeadLetters letters = new DeadLetters(log);

    @Test
    void a_summary_counts_waiting_letters_by_the_kind_of_their_reason() {
        log.letter("candles.1h", BTC, new byte[]{1}, 1, "cannot read a Candle with schema id 99: no schema");
        assertThat(log.retry("candles.1h.dlq").retried()).isEqualTo(1);
        log.letter("candles.1h", BTC, new byte[]{2}, 2, "high is below low: 49.75 < 99.5");
        log.letter("candles.1h", BTC, new byte[]{3}, 3, "high is below low: 1.0E-7 < 99");
        log.letter("candles.1h", BTC, new byte[]{4}, 4, "cannot read a Candle with schema id 98: no schema");
        assertThat(letters.summary("candles.1h.dlq", LetterFilter.ALL)).isEqualTo(
                new LetterSummary("candles.1h.dlq", 3, NOON, NOON, 1, List.of(
                        new LetterSummary.Reason("high is below low: … < …", 2),
                        new LetterSummary.Reason("cannot read a Candle with schema id 98: no schema", 1))));
    }

    @Test
    void a_topic_without_letters_has_no_times() {
        assertThat(letters.summary("universe.dlq", LetterFilter.ALL))
                .isEqualTo(new LetterSummary("universe.dlq", 0, null, null, 0, List.of()));
    }

    @Test
    void reasons_differ_by_what_is_wrong_and_not_by_the_record() {
        assertThat(
                ReasonKind.of("the hour ends 2024-01-01T04:00:00Z, so it cannot have been closed when the record was "
                        + "appended at +57971-02-25T00:00:00.123Z"))
                .isEqualTo(
                        "the hour ends …, so it cannot have been closed when the record was appended at …");
        assertThat(ReasonKind.of("the key must be the market, 'binance:BTC/USDT', but is 'null'"))
                .isEqualTo("the key must be the market, …, but is …");
        assertThat(ReasonKind.of("cannot read a Candle from topic candles.1h with schema id 23: the registry responded "
                + "404 ContentNotFoundException")).endsWith(
                        "topic candles.1h with schema id 23: the registry responded 404 ContentNotFoundException");
        assertThat(ReasonKind.of("but it starts with 7b22636c6f")).isEqualTo("but it starts with …");
    }

    @Test
    void a_topic_is_named_with_or_without_its_suffix() {
        assertThat(letters.topics(null)).containsExactly("candles.1h.dlq", "universe.dlq");
        assertThat(letters.topics("universe")).containsExactly("universe.dlq");
        assertThat(letters.topics("universe.dlq")).containsExactly("universe.dlq");
        assertThatThrownBy(() -> letters.topics("ledgr")).isInstanceOf(QueryException.class)
                .hasMessage("there is no topic 'ledgr.dlq'; topics of dead letters: candles.1h.dlq, universe.dlq");
    }

    @Test
    void the_newest_letters_are_shown_oldest_first_without_the_retried_ones() {
        log.letter("candles.1h", BTC, new byte[]{1}, 1, "first");
        assertThat(log.retry("candles.1h.dlq").retried()).isEqualTo(1);
        log.letter("candles.1h", BTC, new byte[]{2}, 2, "second");
        log.add("universe.dlq", BTC, new byte[]{3}, NOON.minusSeconds(1), Map.of("reason", "third"));
        assertThat(letters.newest(letters.topics(null), LetterFilter.ALL, false, 10)).extracting(DeadLetter::reason)
                .containsExactly("third", "second");
        assertThat(letters.newest(letters.topics(null), LetterFilter.ALL, false, 1)).extracting(DeadLetter::reason)
                .containsExactly("second");
        assertThat(letters.newest(letters.topics(null), LetterFilter.ALL, true, 10)).extracting(DeadLetter::reason)
                .containsExactly("third", "first", "second");
        assertThat(letters.newest(letters.topics(null), new LetterFilter("SEC", Set.of()), true, 10)).hasSize(1);
    }

    @Test
    void a_letter_is_json_with_its_origin_and_decoded_value() {
        log.letter("candles.1h", BTC, candle(NOON), 5, "no table");
        DeadLetter letter = letters.newest(List.of("candles.1h.dlq"), LetterFilter.ALL, false, 1).getFirst();
        assertThat(new LetterJson(LetterLog.schemas()).of(letter).toString()).startsWith(
                "{\"topic\":\"candles.1h.dlq\",\"retried\":false,\"reason\":\"no table\",\"origin\":{\"topic\":"
                        + "\"candles.1h\",\"partition\":0,\"offset\":5,\"timestamp\":\"2026-01-01T12:00:00Z\"},\"key\":"
                        + "\"binance:BTC/USDT\",\"partition\":0,\"offset\":0,")
                .contains("\"close\":2.0");
    }
}
