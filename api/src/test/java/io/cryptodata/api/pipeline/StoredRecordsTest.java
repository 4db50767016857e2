package io.cryptodata.api.pipeline;

import io.cryptodata.api.failure.QueryException;
import io.cryptodata.api.pipeline.StoredRecords.QuarantinedRow;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.QuarantinedCandle;
import io.cryptodata.service.registry.RegistryUnavailableException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// One odd record of the quarantine does not hide the others.
class StoredRecordsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ConsumerRecord<byte[], byte[]> STORED = new ConsumerRecord<>(TopicName.CANDLES_QUARANTINE, 3,
            7, "okx:BTC/USDT".getBytes(StandardCharsets.UTF_8), new byte[]{1});

    @Test
    void a_row_has_its_reason_and_what_the_venue_served() {
        assertThat(StoredRecords.row(STORED, (_, _) -> new QuarantinedCandle("okx", "BTC/USDT", NOON, "INCONSISTENT",
                "high is below low", "[1,2,3]", NOON)))
                .isEqualTo(new QuarantinedRow("okx:BTC/USDT", NOON, "INCONSISTENT: high is below low", "okx",
                        "[1,2,3]", NOON, 3, 7));
    }

    @Test
    void a_record_that_cannot_be_decoded_is_a_row_with_that_reason() {
        QuarantinedRow row = StoredRecords.row(STORED, (_, _) -> {
            throw new SerializationException("no magic byte");
        });
        assertThat(row.market()).isEqualTo("okx:BTC/USDT");
        assertThat(row.venue()).isEqualTo("okx");
        assertThat(row.reason()).isEqualTo("UNDECODABLE: no magic byte");
    }

    @Test
    void without_the_registry_no_row_can_be_decoded() {
        assertThatThrownBy(() -> StoredRecords.row(STORED, (_, _) -> {
            throw new SerializationException(new RegistryUnavailableException("no registry", new Exception()));
        })).isInstanceOfSatisfying(QueryException.class,
                failure -> assertThat(failure.kind()).isEqualTo(QueryException.Kind.UNAVAILABLE));
    }
}
