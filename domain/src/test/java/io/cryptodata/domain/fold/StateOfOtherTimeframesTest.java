package io.cryptodata.domain.fold;

import io.cryptodata.domain.CandleScript;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.fold.TimeframeDirectory.Entry;
import io.cryptodata.domain.indicator.MemoryDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import static io.cryptodata.domain.CandleScript.MARKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// A stored state survives added and removed timeframes.
class StateOfOtherTimeframesTest {
    private static final int STORED_HOURS = 1_000;
    private static final List<Candle> WALK = CandleScript.randomWalk(STORED_HOURS + 100);
    private static final List<Candle> NEXT = WALK.subList(STORED_HOURS, WALK.size());
    private static final int HEADER = Byte.BYTES + MemoryDirectory.CURRENT.size() + 2 * Long.BYTES;

    private final CandleFold fold = CandleFold.of(MARKET);
    private final Emitted expected = new Emitted();

    @BeforeEach
    void stored() {
        WALK.subList(0, STORED_HOURS).forEach(candle -> fold.add(candle, new Emitted()));
    }

    @Test
    void a_timeframe_that_the_writer_did_not_have_starts_cold_with_its_next_bucket() {
        List<Block> blocks = blocksOf(fold);
        blocks.removeIf(block -> block.code().equals("1d"));
        Emitted emitted = new Emitted();
        CandleFold read = read(blocks);
        for (Candle candle : NEXT) {
            fold.add(candle, expected);
            read.add(candle, emitted);
            read = CandleFold.read(MARKET, ByteBuffer.wrap(bytesOf(read)));
        }
        assertThat(without(Timeframe.D1, emitted)).isEqualTo(without(Timeframe.D1, expected));

        CandleFold fromNextDay = CandleFold.of(MARKET);
        Emitted fresh = new Emitted();
        NEXT.stream().filter(candle -> !candle.openTime().isBefore(Timeframe.D1.end(lastStored().openTime())))
                .forEach(candle -> fromNextDay.add(candle, fresh));
        assertThat(emitted.rows(Timeframe.D1)).isNotEmpty().isEqualTo(fresh.rows(Timeframe.D1));
        assertThat(emitted.rollups(Timeframe.D1)).isNotEmpty().isEqualTo(fresh.rollups(Timeframe.D1));
    }

    @Test
    void a_timeframe_that_this_program_does_not_have_is_skipped() {
        List<Block> blocks = blocksOf(fold);
        blocks.add(3, new Block("7y", new byte[321]));
        CandleFold read = read(blocks);
        assertThat(bytesOf(read)).isEqualTo(bytesOf(fold));
    }

    @Test
    void the_order_of_the_timeframes_does_not_matter() {
        List<Block> blocks = blocksOf(fold);
        blocks.sort(Comparator.comparing(Block::code));
        assertThat(bytesOf(read(blocks))).isEqualTo(bytesOf(fold));
    }

    @Test
    void a_block_whose_length_does_not_fit_its_content_is_rejected() {
        List<Block> blocks = blocksOf(fold);
        blocks.replaceAll(block -> block.code().equals("1w")
                ? new Block("1w", Arrays.copyOf(block.bytes(), block.bytes().length + 1))
                : block);
        assertThatThrownBy(() -> read(blocks)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bytes for 1w").hasMessageContaining("must be replayed");
    }

    private static Candle lastStored() {
        return WALK.get(STORED_HOURS - 1);
    }

    private static List<Object> without(Timeframe timeframe, Emitted emitted) {
        return emitted.all().stream().filter(each -> switch (each) {
            case EmittedRow row -> row.timeframe() != timeframe;
            case EmittedRollup rollup -> rollup.timeframe() != timeframe;
            default -> throw new IllegalStateException("unexpected output: " + each);
        }).toList();
    }

    /// The stored block of one timeframe.
    private record Block(String code, byte[] bytes) {}

    private static List<Block> blocksOf(CandleFold fold) {
        ByteBuffer state = ByteBuffer.wrap(bytesOf(fold)).position(HEADER);
        List<Block> blocks = new ArrayList<>();
        for (Entry entry : TimeframeDirectory.read(state).entries()) {
            byte[] block = new byte[entry.length()];
            blocks.add(new Block(entry.code(), block));
        }
        blocks.forEach(block -> state.get(block.bytes()));
        return blocks;
    }

    private CandleFold read(List<Block> blocks) {
        ByteBuffer state = ByteBuffer.allocate(32 * 1024).put(bytesOf(fold), 0, HEADER);
        state.put((byte) blocks.size());
        for (Block block : blocks) {
            byte[] code = block.code().getBytes(StandardCharsets.US_ASCII);
            state.put((byte) code.length).put(code).putInt(block.bytes().length);
        }
        blocks.forEach(block -> state.put(block.bytes()));
        return CandleFold.read(MARKET, state.flip());
    }

    private static byte[] bytesOf(CandleFold fold) {
        ByteBuffer buffer = ByteBuffer.allocate(fold.size());
        fold.writeTo(buffer);
        return buffer.array();
    }
}
