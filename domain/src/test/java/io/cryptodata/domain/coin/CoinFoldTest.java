package io.cryptodata.domain.coin;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CoinFoldTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void every_newer_snapshot_emits_its_row() {
        CoinFold.Step first = CoinFold.start().add(row(NOON, 95.0, 100.0));
        CoinFold.Step second = first.after().add(row(NOON.plusSeconds(1), 94.0, 100.0));
        assertThat(first.emitted()).hasValueSatisfying(coin -> assertThat(coin.ath5()).isTrue());
        assertThat(second.emitted()).hasValueSatisfying(coin -> {
            assertThat(coin.ath5()).isFalse();
            assertThat(coin.ath10()).isTrue();
            assertThat(coin.row().snapshot()).isEqualTo(NOON.plusSeconds(1));
        });
    }

    @Test
    void a_repeated_or_older_snapshot_changes_nothing_and_emits_nothing() {
        CoinFold fold = CoinFold.start().add(row(NOON, 95.0, 100.0)).after();
        assertThat(fold.add(row(NOON, 1.0, 2.0))).isEqualTo(new CoinFold.Step(fold, Optional.empty()));
        assertThat(fold.add(row(NOON.minusSeconds(1800), 1.0, 2.0)).emitted()).isEmpty();
    }

    @Test
    void unknown_stays_unknown() {
        EnrichedCoin coin = emitted(new CoinRow("x", NOON, false, "x", "X",
                new CoinNumbers(null, null, null, null, null, null), null));
        assertThat(coin.daysSinceAth()).isNull();
        assertThat(List.of(String.valueOf(coin.ath5()), String.valueOf(coin.ath10()), String.valueOf(coin.ath15()),
                String.valueOf(coin.ath90()))).containsOnly("null");
        assertThat(coin.row().complete()).isFalse();
    }

    @Test
    void the_state_survives_the_round_trip() {
        CoinFold fold = CoinFold.start().add(row(NOON.plusMillis(7), 95.0, 100.0)).after();
        assertThat(fold.bytes()).hasSize(9).startsWith((byte) 1);
        assertThat(CoinFold.read("bitcoin", fold.bytes())).isEqualTo(fold);
    }

    @Test
    void a_snapshot_time_finer_than_the_state_is_still_a_repeat_after_a_restart() {
        CoinFold fold = CoinFold.start().add(row(NOON.plusNanos(999_999), 95.0, 100.0)).after();
        assertThat(CoinFold.read("bitcoin", fold.bytes()).add(row(NOON.plusNanos(999_999), 95.0, 100.0)).emitted())
                .isEmpty();
    }

    @Test
    void a_damaged_state_is_rejected() {
        assertThatThrownBy(() -> CoinFold.read("bitcoin", new byte[]{1, 2}))
                .hasMessageContaining("coin bitcoin has 2 bytes instead of 9");
        assertThatThrownBy(() -> CoinFold.read("bitcoin", new byte[]{9, 0, 0, 0, 0, 0, 0, 0, 0}))
                .hasMessageContaining("version 9");
        assertThatThrownBy(() -> CoinFold.start().bytes()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_invalid_coin_is_rejected() {
        assertThatThrownBy(() -> row(NOON, Double.NaN, 1.0)).hasMessageContaining("price must be finite");
        assertThatThrownBy(() -> row(NOON, 1.0, -1.0)).hasMessageContaining("all-time high");
        assertThatThrownBy(() -> new CoinNumbers(null, null, 0, null, null, null)).hasMessageContaining("rank");
        assertThatThrownBy(() -> new CoinRow(" ", NOON, true, "b", "Bit", row(NOON, 1.0, 1.0).numbers(), null))
                .hasMessageContaining("'Bit' has none");
    }

    @Test
    void repeated_reordered_and_interrupted_delivery_emits_each_newest_snapshot_once() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        CoinFold fold = CoinFold.start();
        List<Instant> emitted = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            CoinRow row = row(NOON.plus(Duration.ofMinutes(30L * random.nextInt(200))), random.nextDouble(), 1.0);
            CoinFold.Step step = fold.add(row);
            step.emitted().ifPresent(coin -> emitted.add(coin.row().snapshot()));
            fold = random.nextInt(10) == 0 ? CoinFold.read("bitcoin", step.after().bytes()) : step.after();
        }
        assertThat(emitted).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
        assertThat(fold.newestSnapshot()).as("seed %d", seed).isEqualTo(emitted.getLast());
    }

    private static EnrichedCoin emitted(CoinRow row) {
        return CoinFold.start().add(row).emitted().orElseThrow();
    }

    private static CoinRow row(Instant snapshot, @Nullable Double close, @Nullable Double ath) {
        return new CoinRow("bitcoin", snapshot, true, "btc", "Bitcoin",
                new CoinNumbers(close, 1e12, 1, null, ath, 67.81), Instant.parse("2025-10-06T18:57:42.558Z"));
    }
}
