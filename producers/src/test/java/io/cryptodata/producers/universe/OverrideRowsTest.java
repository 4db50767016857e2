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
        List<String> fields = fieldsOf(bytes);
        return new OverrideRows.Declaration(fields.get(0), fields.get(1), Boolean.parseBoolean(fields.get(2)));
    }, bytes -> {
        List<String> fields = fieldsOf(bytes);
        return new OverrideRows.FlagRow(fields.get(0), fields.get(1), Boolean.parseBoolean(fields.get(2)));
    });

    @Test
    void rows_are_added_changed_and_deleted() {
        assertThat(apply(DECLARATIONS, "binance:BTC/USDT", "binance BTC/USDT true")).isTrue();
        assertThat(apply(FLAGS, "LUNA:exclude", "LUNA exclude true")).isTrue();
        assertThat(rows.overrides()).isEqualTo(new Overrides(Map.of("binance:BTC/USDT", true), Set.of("LUNA")));
        assertThat(apply(DECLARATIONS, "binance:BTC/USDT", "binance BTC/USDT true")).as("the same again").isFalse();
        assertThat(apply(DECLARATIONS, "binance:BTC/USDT", "binance BTC/USDT false")).isTrue();
        assertThat(apply(FLAGS, "LUNA:exclude", "LUNA exclude false")).isTrue();
        assertThat(rows.overrides()).isEqualTo(new Overrides(Map.of("binance:BTC/USDT", false), Set.of()));
        assertThat(rows.apply(DECLARATIONS, "binance:BTC/USDT", null)).isTrue();
        assertThat(rows.apply(DECLARATIONS, "binance:BTC/USDT", null)).isFalse();
        assertThat(rows.overrides()).isEqualTo(Overrides.none());
    }

    @Test
    void other_flags_do_not_change_what_is_tracked() {
        assertThat(apply(FLAGS, "BTC:favourite", "BTC favourite true")).isTrue();
        assertThat(rows.overrides()).isEqualTo(Overrides.none());
    }

    @Test
    void rows_are_removed_by_name() {
        assertThat(apply(DECLARATIONS, "binance:BTC/USDT", "binance BTC/USDT true")).isTrue();
        assertThat(rows.removeAll(List.of(DECLARATIONS + " binance:BTC/USDT"))).isTrue();
        assertThat(rows.keys()).isEmpty();
    }

    private boolean apply(String topic, String key, String row) {
        return rows.apply(topic, key, row.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> fieldsOf(byte[] row) {
        return List.of(new String(row, StandardCharsets.UTF_8).split(" ", -1));
    }
}
