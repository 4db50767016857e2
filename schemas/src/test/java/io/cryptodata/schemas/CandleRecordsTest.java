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
    void a_candle_comes_back_as_it_was() {
        assertThat(CandleRecords.fromAvro(CandleRecords.toAvro(CANDLE))).isEqualTo(CANDLE);
    }

    @Test
    void the_record_carries_the_computed_last_id() {
        assertThat(CandleRecords.toAvro(CANDLE).getLastId()).isEqualTo(CANDLE.lastId());
    }

    @Test
    void an_impossible_record_is_refused() {
        refused(record -> record.setHigh(0.1), "high");
        refused(record -> record.setLow(Double.NaN), "low");
        refused(record -> record.setTimestamp(Instant.parse("2024-05-01T12:30:00Z")), "off the hour");
        refused(record -> record.setAsset("BTCUSDT"), "asset");
        refused(record -> record.setLastId(7), "last_id");
        refused(record -> record.setRevision(-1), "revision");
    }

    private static void refused(Consumer<io.cryptodata.schemas.avro.Candle> damage, String inMessage) {
        io.cryptodata.schemas.avro.Candle record = CandleRecords.toAvro(CANDLE);
        damage.accept(record);
        assertThatIllegalArgumentException().isThrownBy(() -> CandleRecords.fromAvro(record))
                .withMessageContaining(inMessage);
    }
}
