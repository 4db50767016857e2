package io.cryptodata.streams.coingecko;

import io.cryptodata.schemas.LetterHeader;
import io.cryptodata.schemas.avro.CoinMarket;
import io.cryptodata.schemas.avro.CoinSnapshot;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CoinTopologyTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path stateDir;

    @Test
    void a_row_is_emitted_enriched_under_the_key_of_its_coin() {
        try (CoinDriver driver = driver()) {
            driver.send(bitcoin(NOON).setCurrentPrice(119_700.0).build());
            TestRecord<String, CoinSnapshot> record = driver.snapshots().getFirst();
            assertThat(record.key()).isEqualTo("bitcoin");
            assertThat(record.value()).isEqualTo(CoinSnapshot.newBuilder().setCoinId("bitcoin").setSymbol("btc")
                    .setName("Bitcoin").setClose(119_700.0).setMarketCap(2.4e12).setMarketCapRank(1).setFdv(2.5e12)
                    .setAth(126_080.0).setAtl(67.81).setDaysSinceAth(145).setAth5(false).setAth10(true)
                    .setAth15(true).setAth90(true).setTimestamp(NOON).setComplete(true).build());
            assertThat(record.headers()).isEmpty();
        }
    }

    @Test
    void a_missing_number_stays_null() {
        try (CoinDriver driver = driver()) {
            driver.send(CoinMarket.newBuilder().setCoinId("bare").setSnapshot(NOON).setComplete(false)
                    .setSymbol("b").setName("Bare").build());
            assertThat(driver.snapshots().getFirst().value()).isEqualTo(CoinSnapshot.newBuilder().setCoinId("bare")
                    .setSymbol("b").setName("Bare").setTimestamp(NOON).setComplete(false).build());
        }
    }

    @Test
    void repeated_and_older_snapshots_are_counted_and_emit_nothing() {
        try (CoinDriver driver = driver()) {
            driver.send(bitcoin(NOON).build());
            driver.send(bitcoin(NOON).setCurrentPrice(1.0).build());
            driver.send(bitcoin(NOON.minusSeconds(1800)).build());
            driver.send(bitcoin(NOON.plusSeconds(1800)).build());
            assertThat(driver.snapshots()).extracting(record -> record.value().getTimestamp())
                    .containsExactly(NOON, NOON.plusSeconds(1800));
            assertThat(driver.countedCoins("late")).isEqualTo(2);
            assertThat(driver.countedCoins("folded")).isEqualTo(2);
        }
    }

    @Test
    void the_newest_snapshot_survives_a_restart() {
        byte[] state;
        try (CoinDriver before = driver()) {
            before.send(bitcoin(NOON).build());
            state = before.store().get("bitcoin");
        }
        try (CoinDriver after = driver()) {
            after.store().put("bitcoin", Objects.requireNonNull(state));
            after.send(bitcoin(NOON).build());
            assertThat(after.snapshots()).isEmpty();
        }
    }

    @Test
    void a_corrupt_state_stops_the_stream_with_a_message() {
        try (CoinDriver driver = driver()) {
            driver.store().put("bitcoin", new byte[]{99});
            assertThatThrownBy(() -> driver.send(bitcoin(NOON).build()))
                    .hasStackTraceContaining("the state of coin bitcoin has version 99");
            assertThat(driver.deadLetters()).isEmpty();
        }
    }

    @Test
    void an_unreadable_record_goes_to_the_dead_letters_with_its_origin_and_processing_continues() {
        byte[] poison = "this is not avro".getBytes(StandardCharsets.UTF_8);
        try (CoinDriver driver = driver()) {
            driver.send("bitcoin", poison, NOON);
            driver.send(bitcoin(NOON).build());
            TestRecord<String, byte[]> letter = driver.deadLetters().getFirst();
            assertThat(letter.value()).isEqualTo(poison);
            assertThat(header(letter, LetterHeader.ORIGIN_TOPIC)).isEqualTo("coingecko.markets");
            assertThat(header(letter, LetterHeader.REASON)).contains("cannot read a CoinMarket");
            assertThat(driver.snapshots()).hasSize(1);
        }
    }

    @Test
    void an_impossible_coin_is_refused() {
        refused(bitcoin(NOON).setCurrentPrice(-1.0).build(), "bitcoin", NOON, "price must be finite");
        refused(bitcoin(NOON).build(), "wrapped-bitcoin", NOON, "the key must be the coin, 'bitcoin'");
        refused(bitcoin(NOON).build(), null, NOON, "the key must be the coin");
        refused(bitcoin(NOON).build(), "bitcoin", NOON.minusSeconds(3601), "cannot have been taken");
    }

    @Test
    void a_record_without_a_value_is_refused() {
        try (CoinDriver driver = driver()) {
            driver.send("bitcoin", null, NOON);
            assertThat(header(driver.deadLetters().getFirst(), LetterHeader.REASON)).contains("must have a value");
        }
    }

    private void refused(CoinMarket row, @Nullable String key, Instant appendedAt, String reason) {
        try (CoinDriver driver = driver()) {
            driver.send(key, driver.bytesOf(row), appendedAt);
            assertThat(header(driver.deadLetters().getFirst(), LetterHeader.REASON)).contains(reason);
            assertThat(driver.snapshots()).isEmpty();
        }
    }

    private CoinDriver driver() {
        return new CoinDriver(stateDir);
    }

    private static CoinMarket.Builder bitcoin(Instant snapshot) {
        return CoinMarket.newBuilder().setCoinId("bitcoin").setSnapshot(snapshot).setComplete(true)
                .setSymbol("btc").setName("Bitcoin").setCurrentPrice(100_000.0).setMarketCap(2.4e12)
                .setMarketCapRank(1).setFullyDilutedValuation(2.5e12).setAth(126_080.0)
                .setAthDate(Instant.parse("2025-10-06T18:57:42.558Z")).setAtl(67.81);
    }

    private static String header(TestRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
