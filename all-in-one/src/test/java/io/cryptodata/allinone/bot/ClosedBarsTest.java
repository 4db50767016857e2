package io.cryptodata.allinone.bot;

import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.avro.Indicators;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/// The pattern for bots of `docs/how-to/read-indicators-from-a-bot.md`.
class ClosedBarsTest {
    private static final Market MARKET = new Market("binance", "BTC/USDT");
    private static final int SEEDS = 30;

    @Test
    void revisions_repeats_and_records_out_of_order_end_with_the_final_values() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            RevisedRows rows = new RevisedRows(MARKET, seed);
            List<Indicators> delivered = new ArrayList<>(rows.emitted());
            Random random = new Random(seed);
            rows.emitted().stream().filter(row -> random.nextInt(10) == 0).forEach(delivered::add);
            Collections.shuffle(delivered, random);
            assertThat(bars(delivered)).as("seed %d", seed).isEqualTo(rows.expected());
        }
    }

    @Test
    void reading_the_topic_again_from_an_older_offset_changes_nothing() {
        RevisedRows rows = new RevisedRows(MARKET, 42);
        ClosedBars bars = new ClosedBars();
        rows.emitted().forEach(row -> bars.add(MARKET.key(), row));
        assertThat(rows.emitted()).noneMatch(row -> bars.add(MARKET.key(), row));
    }

    @Test
    void a_correction_is_reported_and_a_bar_in_progress_is_not() {
        RevisedRows rows = new RevisedRows(MARKET, 7);
        Indicators row = rows.emitted().stream().filter(Indicators::getClosed).findFirst().orElseThrow();
        ClosedBars bars = new ClosedBars();
        assertThat(bars.add(MARKET.key(), Indicators.newBuilder(row).setClosed(false).build())).isFalse();
        assertThat(bars.add(MARKET.key(), row)).isTrue();
        assertThat(bars.add(MARKET.key(), RevisedRows.withRevision(row, row.getRevision() + 1))).isTrue();
        assertThat(bars.add(MARKET.key(), row)).isFalse();
    }

    /// A late last hour closes its bucket again, with another last_id and revision 0.
    @Test
    void neither_the_newest_record_nor_the_highest_revision_alone_is_the_final_one() {
        int wrongByOrder = 0;
        int wrongByRevision = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            RevisedRows rows = new RevisedRows(MARKET, seed);
            List<Indicators> delivered = new ArrayList<>(rows.emitted());
            Collections.shuffle(delivered, new Random(seed));
            Map<ClosedBars.Bar, Indicators> newest = new HashMap<>();
            Map<ClosedBars.Bar, Indicators> highest = new HashMap<>();
            delivered.stream().filter(Indicators::getClosed).forEach(row -> {
                ClosedBars.Bar bar = new ClosedBars.Bar(MARKET.key(), row.getTimeframe(), row.getTimestamp());
                newest.put(bar, row);
                highest.merge(bar, row, (one, other) -> other.getRevision() > one.getRevision() ? other : one);
            });
            wrongByOrder += withoutRevisions(newest).equals(rows.expected()) ? 0 : 1;
            wrongByRevision += withoutRevisions(highest).equals(rows.expected()) ? 0 : 1;
        }
        assertThat(wrongByOrder).as("seeds with a wrong bar").isEqualTo(SEEDS);
        assertThat(wrongByRevision).as("seeds with a wrong bar").isPositive();
    }

    @Test
    void the_document_shows_this_code() throws IOException {
        Path root = Path.of(System.getProperty("repository.root"));
        String source = Files.readString(root.resolve(
                "all-in-one/src/test/java/io/cryptodata/allinone/bot/ClosedBars.java"));
        String shown = source.substring(source.indexOf("final class ClosedBars")).strip();
        assertThat(Files.readString(root.resolve("docs/how-to/read-indicators-from-a-bot.md"))).contains(shown);
    }

    private static Map<ClosedBars.Bar, Indicators> bars(List<Indicators> delivered) {
        ClosedBars bars = new ClosedBars();
        delivered.forEach(row -> bars.add(MARKET.key(), row));
        return withoutRevisions(bars.bars());
    }

    private static Map<ClosedBars.Bar, Indicators> withoutRevisions(Map<ClosedBars.Bar, Indicators> bars) {
        Map<ClosedBars.Bar, Indicators> plain = new HashMap<>();
        bars.forEach((bar, row) -> plain.put(bar, RevisedRows.withRevision(row, 0)));
        return plain;
    }
}
