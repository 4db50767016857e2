package io.cryptodata.producers.publishing;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.candle.QuarantineReason;
import io.cryptodata.domain.candle.Verdict;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.LedgerRules;
import io.cryptodata.domain.ledger.PageEvidence;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.publishing.Publication.RequestTimes;
import io.cryptodata.schemas.CandleHeaders;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.schemas.avro.QuarantinedCandle;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.InMemoryRegistry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

class PageRecordsTest {
    private static final Market BTC = new Market("binance", "BTC/USDT");
    private static final long H = 490_000;
    private static final RequestTimes REQUEST = new RequestTimes(Instant.parse("2026-01-01T00:00:01Z"),
            Instant.parse("2026-01-01T00:00:02Z"), Timeframe.instantOf(H + 9));

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final PageRecords records = new PageRecords("one",
            AvroSerdes.of(io.cryptodata.schemas.avro.Candle.class, registry).serializer(),
            AvroSerdes.of(QuarantinedCandle.class, registry).serializer(),
            AvroSerdes.of(LedgerEntry.class, registry).serializer());

    @Test
    void every_candle_has_the_number_of_those_that_follow_in_its_page_and_the_last_one_zero() {
        for (int candles : new int[]{1, 2, 7, 1000}) {
            List<ProducerRecord<String, byte[]>> page = of(candles);
            assertThat(page.subList(0, candles)).allMatch(record -> record.topic().equals(TopicName.CANDLES_1H));
            assertThat(page.subList(0, candles).stream().map(record -> CandleHeaders.remainingIn(record.headers())))
                    .containsExactlyElementsOf(IntStream.range(0, candles).mapToObj(i -> candles - 1 - i)
                            .toList());
        }
    }

    @Test
    void only_candles_have_the_number() {
        List<ProducerRecord<String, byte[]>> page = of(3);
        assertThat(page.subList(3, 5)).extracting(ProducerRecord::topic)
                .containsExactly(TopicName.CANDLES_QUARANTINE, TopicName.LEDGER);
        assertThat(page.subList(3, 5))
                .allMatch(record -> record.headers().lastHeader(CandleHeaders.PAGE_REMAINING) == null);
    }

    @Test
    void a_page_without_candles_has_the_other_records_only() {
        assertThat(of(0)).extracting(ProducerRecord::topic)
                .containsExactly(TopicName.CANDLES_QUARANTINE, TopicName.LEDGER);
    }

    @Test
    void the_process_and_the_request_are_headers_of_every_record() {
        assertThat(of(2)).allSatisfy(record -> {
            assertThat(record.headers().lastHeader("fetched.by").value()).asString().isEqualTo("one");
            assertThat(record.headers().lastHeader("request.started").value()).asString()
                    .isEqualTo("2026-01-01T00:00:01Z");
            assertThat(record.headers().lastHeader("request.ended").value()).asString()
                    .isEqualTo("2026-01-01T00:00:02Z");
        });
    }

    private List<ProducerRecord<String, byte[]>> of(int hours) {
        List<Candle> candles = LongStream.range(H, H + hours)
                .mapToObj(hour -> new Candle(BTC, Timeframe.instantOf(hour), 1, 3, 0.5, 2, 10, 0)).toList();
        Verdict.Quarantined bad = new Verdict.Quarantined(H, QuarantineReason.OFF_GRID, "off", "[]");
        Ledger before = Ledger.expecting(BTC, H);
        Ledger after = before.record(new PageEvidence(H, H + 1, List.of(), List.of(H), REQUEST.venueTime()),
                REQUEST.venueTime(), LedgerRules.DEFAULT);
        return records.of(new Publication(before, after, candles, List.of(bad), REQUEST), 4);
    }
}
