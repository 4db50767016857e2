package io.cryptodata.producers.universe;

import io.cryptodata.domain.listing.ListingStatus;
import io.cryptodata.domain.market.Market;
import io.cryptodata.domain.universe.TrackedSince;
import io.cryptodata.domain.universe.UniverseMarket;
import io.cryptodata.domain.universe.UniverseMarket.Reason;
import io.cryptodata.schemas.avro.UniverseEntry;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class UniverseRecordsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final UniverseMarket ENTRY = new UniverseMarket(new Market("binance", "BTC/USDT"), "BTCUSDT", false,
            null, ListingStatus.TRADING, "", NOON.minusSeconds(99), BigDecimal.ONE, 1, Reason.EXCLUDED,
            List.of(new TrackedSince(true, NOON.minusSeconds(60)), new TrackedSince(false, NOON)));

    @Test
    void an_entry_is_read_as_it_was_written() {
        assertThat(UniverseRecords.fromAvro(UniverseRecords.toAvro(ENTRY, NOON))).isEqualTo(ENTRY);
    }

    @Test
    void an_entry_without_a_history_starts_one() {
        UniverseEntry earlier = UniverseRecords.toAvro(ENTRY, NOON);
        earlier.setTrackedHistory(List.of());
        assertThat(UniverseRecords.fromAvro(earlier).history()).containsExactly(new TrackedSince(false, NOON));
    }
}
