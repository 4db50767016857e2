package io.cryptodata.schemas;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.Market;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CandleRecordsTest {
    private static final Candle CANDLE = new Candle(new Market("okx", "BTC/USDT:USDT"),
            Instant.parse("2024-05-01T12:00:00Z"), 1, 3, 0.5, 2, 10, 1);

    @Test
    void a_candle_survives_the_round_trip() {
        assertThat(CandleRecords.fromAvro(CandleRecords.toAvro(CANDLE))).isEqualTo(CANDLE);
    }

    @Test
    void the_record_carries_the_computed_last_id() {
        assertThat(CandleRecords.toAvro(CANDLE).getLastId()).isEqualTo(CANDLE.lastId());
    }

    @Test
    void an_invalid_record_is_rejected() {
        rejected(record -> record.setHigh(0.1), "high");
        rejected(record -> record.setLow(Double.NaN), "low");
        rejected(record -> record.setTimestamp(Instant.parse("2024-05-01T12:30:00Z")), "off the hour");
        rejected(record -> record.setAsset("BTCUSDT"), "asset");
        rejected(record -> record.setLastId(7), "last_id");
        rejected(record -> record.setRevision(-1), "revision");
    }

    private static void rejected(Consumer<io.cryptodata.schemas.avro.Candle> damage, String inMessage) {
        io.cryptodata.schemas.avro.Candle record = CandleRecords.toAvro(CANDLE);
        damage.accept(record);
        assertThatIllegalArgumentException().isThrownBy(() -> CandleRecords.fromAvro(record))
                .withMessageContaining(inMessage);
    }
}
