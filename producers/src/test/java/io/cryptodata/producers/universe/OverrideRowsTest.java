package io.cryptodata.producers.universe;

import io.cryptodata.domain.universe.Overrides;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class OverrideRowsTest {
    private static final String DECLARATIONS = "overrides.asset_declaration";
    private static final String FLAGS = "overrides.flags";

    private final OverrideRows rows = new OverrideRows(bytes -> {
        List<String> words = wordsOf(bytes);
        return new OverrideRows.Declaration(words.get(0), words.get(1), Boolean.parseBoolean(words.get(2)));
    }, bytes -> {
        List<String> words = wordsOf(bytes);
        return new OverrideRows.FlagRow(words.get(0), words.get(1), Boolean.parseBoolean(words.get(2)));
    });

    @Test
    void rows_come_change_and_go() {
        assertThat(take(DECLARATIONS, "binance:BTC/USDT", "binance BTC/USDT true")).isTrue();
        assertThat(take(FLAGS, "LUNA:exclude", "LUNA exclude true")).isTrue();
        assertThat(rows.overrides()).isEqualTo(new Overrides(Map.of("binance:BTC/USDT", true), Set.of("LUNA")));
        assertThat(take(DECLARATIONS, "binance:BTC/USDT", "binance BTC/USDT true")).as("the same again").isFalse();
        assertThat(take(DECLARATIONS, "binance:BTC/USDT", "binance BTC/USDT false")).isTrue();
        assertThat(take(FLAGS, "LUNA:exclude", "LUNA exclude false")).isTrue();
        assertThat(rows.overrides()).isEqualTo(new Overrides(Map.of("binance:BTC/USDT", false), Set.of()));
        assertThat(rows.take(DECLARATIONS, "binance:BTC/USDT", null)).isTrue();
        assertThat(rows.take(DECLARATIONS, "binance:BTC/USDT", null)).isFalse();
        assertThat(rows.overrides()).isEqualTo(Overrides.none());
    }

    @Test
    void other_flags_say_nothing_about_what_is_tracked() {
        assertThat(take(FLAGS, "BTC:favourite", "BTC favourite true")).isTrue();
        assertThat(rows.overrides()).isEqualTo(Overrides.none());
    }

    @Test
    void a_row_that_is_not_there_when_all_is_read_again_is_forgotten() {
        assertThat(take(DECLARATIONS, "binance:BTC/USDT", "binance BTC/USDT true")).isTrue();
        assertThat(rows.forget(List.of(DECLARATIONS + " binance:BTC/USDT"))).isTrue();
        assertThat(rows.keys()).isEmpty();
    }

    private boolean take(String topic, String key, String row) {
        return rows.take(topic, key, row.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> wordsOf(byte[] row) {
        return List.of(new String(row, StandardCharsets.UTF_8).split(" ", -1));
    }
}
