package io.cryptodata.domain.fold;

import io.cryptodata.domain.CandleScript;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.fold.CandleFold.Outcome;
import io.cryptodata.domain.indicator.IndicatorColumn;
import io.cryptodata.domain.market.LastId;
import io.cryptodata.domain.market.Market;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import static io.cryptodata.domain.CandleScript.MARKET;
import static io.cryptodata.domain.CandleScript.candleAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CandleFoldTest {
    /// A Wednesday; the hour completes no longer bucket.
    private static final Instant MORNING = Instant.parse("2024-05-15T08:00:00Z");

    private final CandleFold fold = CandleFold.of(MARKET);
    private final Emitted emitted = new Emitted();

    @Test
    void every_candle_emits_one_row_per_timeframe_the_hourly_one_first() {
        Candle candle = candleAt(MORNING, 100);
        assertThat(fold.add(candle, emitted)).isEqualTo(Outcome.FOLDED);
        assertThat(emitted.rows()).extracting(EmittedRow::timeframe).containsExactly(Timeframe.values());
        assertThat(emitted.rows()).allSatisfy(row -> {
            assertThat(row.lastId()).isEqualTo(candle.lastId());
            assertThat(row.revision()).isZero();
            assertThat(row.closed()).isEqualTo(row.timeframe() == Timeframe.H1);
            assertThat(row.bucketStart()).isEqualTo(row.timeframe().floor(Timeframe.epochHourOf(MORNING)));
        });
    }

    @Test
    void the_last_hour_completes_a_bucket_and_its_candle_follows_the_row() {
        fold.add(new Candle(MARKET, MORNING, 10, 15, 9, 11, 3, 0), emitted);
        fold.add(new Candle(MARKET, MORNING.plusSeconds(3600), 11, 12, 8, 9, 4, 0), emitted);
        EmittedRollup candle = emitted.rollups(Timeframe.H2).getFirst();
        assertThat(candle).isEqualTo(new EmittedRollup(Timeframe.H2, Timeframe.epochHourOf(MORNING),
                LastId.of(MARKET, MORNING.plusSeconds(3600)), 10, 15, 8, 9, 7, 0));
        EmittedRow row = emitted.rows(Timeframe.H2).getLast();
        assertThat(row.closed()).isTrue();
        assertThat(emitted.all().indexOf(candle)).isEqualTo(emitted.all().indexOf(row) + 1);
    }

    @Test
    void a_row_in_progress_has_the_value_it_would_have_if_the_bucket_ended_now() {
        fold.add(new Candle(MARKET, MORNING, 10, 15, 9, 11, 3, 0), emitted);
        EmittedRow growing = emitted.rows(Timeframe.D1).getLast();
        assertThat(growing.value(IndicatorColumn.RANGE_PCT)).isEqualTo((11.0 - 10) / 10 * 100);
        assertThat(growing.value(IndicatorColumn.VOLUME_USD)).isEqualTo(33);
        fold.add(new Candle(MARKET, MORNING.plusSeconds(3600), 11, 12, 8, 9, 4, 0), emitted);
        EmittedRow grown = emitted.rows(Timeframe.D1).getLast();
        assertThat(grown.value(IndicatorColumn.RANGE_PCT)).isEqualTo((9.0 - 10) / 10 * 100);
        assertThat(grown.value(IndicatorColumn.HIGH_LOW_RANGE_PCT)).isEqualTo((15.0 - 8) / 8 * 100);
        assertThat(grown.value(IndicatorColumn.VOLUME_USD)).isEqualTo(63);
    }

    @Test
    void a_bucket_without_its_last_hour_is_closed_by_the_first_later_candle() {
        fold.add(candleAt(MORNING, 100), emitted);
        List<EmittedRow> before = emitted.rows();
        int rowsBefore = before.size();
        EmittedRow open = emitted.rows(Timeframe.H2).getLast();

        Candle later = candleAt(MORNING.plusSeconds(2 * 3600), 110);
        fold.add(later, emitted);

        EmittedRow closed = emitted.rows().get(rowsBefore);
        assertThat(closed).isEqualTo(
                new EmittedRow(Timeframe.H2, open.bucketStart(), open.lastId(), true, open.revision() + 1,
                        open.values()));
        assertThat(emitted.all().get(emitted.all().indexOf(closed) + 1))
                .isEqualTo(emitted.rollups(Timeframe.H2).getFirst());
        assertThat(emitted.rollups(Timeframe.H2).getFirst().lastId()).isEqualTo(open.lastId());
        assertThat(emitted.rows().subList(rowsBefore + 1, emitted.rows().size()))
                .allMatch(row -> row.lastId() == later.lastId() && row.revision() == 0)
                .hasSameSizeAs(Timeframe.values());
    }

    @Test
    void a_long_gap_closes_every_bucket_in_progress_once_and_adds_none() {
        fold.add(candleAt(MORNING, 100), emitted);
        fold.add(candleAt(MORNING.plusSeconds(100L * 24 * 3600), 110), emitted);
        for (Timeframe timeframe : Timeframe.LONGER) {
            assertThat(emitted.rows(timeframe)).extracting(EmittedRow::closed).containsExactly(false, true, false);
            assertThat(emitted.rollups(timeframe)).hasSize(1);
        }
        assertThat(emitted.rows(Timeframe.H1)).hasSize(2);
    }

    @Test
    void a_candle_that_is_not_newer_is_late_and_changes_nothing() {
        fold.add(candleAt(MORNING, 100), emitted);
        byte[] state = bytesOf(fold);
        int rows = emitted.all().size();
        assertThat(fold.add(candleAt(MORNING, 200), emitted)).isEqualTo(Outcome.LATE);
        assertThat(fold.add(candleAt(MORNING.minusSeconds(3600), 200), emitted)).isEqualTo(Outcome.LATE);
        assertThat(emitted.all()).hasSize(rows);
        assertThat(bytesOf(fold)).isEqualTo(state);
    }

    @Test
    void repeats_and_late_candles_in_between_leave_the_rows_unchanged() {
        List<Candle> walk = CandleScript.randomWalk(500);
        Emitted disturbed = new Emitted();
        CandleFold other = CandleFold.of(MARKET);
        for (int i = 0; i < walk.size(); i++) {
            fold.add(walk.get(i), emitted);
            other.add(walk.get(i), disturbed);
            other.add(walk.get(i), disturbed);
            other.add(walk.get(i / 2), disturbed);
        }
        assertThat(disturbed.all()).isEqualTo(emitted.all());
    }

    @Test
    void the_same_candles_give_the_same_bits_again() {
        List<Candle> walk = CandleScript.randomWalk(2_000);
        Emitted replayed = new Emitted();
        CandleFold again = CandleFold.of(MARKET);
        walk.forEach(candle -> fold.add(candle, emitted));
        walk.forEach(candle -> again.add(candle, replayed));
        assertThat(replayed.all()).isEqualTo(emitted.all());
        assertThat(bytesOf(again)).isEqualTo(bytesOf(fold));
    }

    @Test
    void every_bucket_of_two_years_is_closed_exactly_once_and_at_its_end() {
        List<Candle> walk = CandleScript.randomWalk(2 * 366 * 24);
        walk.forEach(candle -> fold.add(candle, emitted));
        for (Timeframe timeframe : Timeframe.values()) {
            List<EmittedRow> closed = emitted.closed(timeframe);
            long[] starts = closed.stream().mapToLong(EmittedRow::bucketStart).toArray();
            long[] expected = Arrays.stream(walk.stream().map(Candle::closeTime)
                    .filter(end -> timeframe.floor(end).equals(end))
                    .mapToLong(end -> timeframe.floor(Timeframe.epochHourOf(end) - 1)).toArray()).toArray();
            assertThat(starts).as(timeframe.code()).isEqualTo(expected);
        }
    }

    @Test
    void a_candle_of_another_market_is_rejected() {
        Candle foreign = new Candle(new Market("okx", "BTC/USDT"), MORNING, 1, 1, 1, 1, 1, 0);
        assertThatThrownBy(() -> fold.add(foreign, emitted)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a candle of okx:BTC/USDT was added to the fold of binance:BTC/USDT");
    }

    private static byte[] bytesOf(CandleFold fold) {
        ByteBuffer buffer = ByteBuffer.allocate(fold.size());
        fold.writeTo(buffer);
        return buffer.array();
    }
}
