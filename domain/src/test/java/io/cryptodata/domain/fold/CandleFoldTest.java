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
    /// A Wednesday; the next hour ends nothing but the hour itself.
    private static final Instant MORNING = Instant.parse("2024-05-15T08:00:00Z");

    private final CandleFold fold = CandleFold.of(MARKET);
    private final Emitted said = new Emitted();

    @Test
    void every_candle_says_one_row_per_timeframe_the_hourly_one_first() {
        Candle candle = candleAt(MORNING, 100);
        assertThat(fold.add(candle, said)).isEqualTo(Outcome.FOLDED);
        assertThat(said.rows()).extracting(EmittedRow::timeframe).containsExactly(Timeframe.values());
        assertThat(said.rows()).allSatisfy(row -> {
            assertThat(row.lastId()).isEqualTo(candle.lastId());
            assertThat(row.revision()).isZero();
            assertThat(row.closed()).isEqualTo(row.timeframe() == Timeframe.H1);
            assertThat(row.bucketStart()).isEqualTo(row.timeframe().floor(Timeframe.epochHourOf(MORNING)));
        });
    }

    @Test
    void the_last_hour_completes_a_bucket_and_its_candle_follows_the_row() {
        fold.add(new Candle(MARKET, MORNING, 10, 15, 9, 11, 3, 0), said);
        fold.add(new Candle(MARKET, MORNING.plusSeconds(3600), 11, 12, 8, 9, 4, 0), said);
        EmittedRollup candle = said.rollups(Timeframe.H2).getFirst();
        assertThat(candle).isEqualTo(new EmittedRollup(Timeframe.H2, Timeframe.epochHourOf(MORNING),
                LastId.of(MARKET, MORNING.plusSeconds(3600)), 10, 15, 8, 9, 7, 0));
        EmittedRow row = said.rows(Timeframe.H2).getLast();
        assertThat(row.closed()).isTrue();
        assertThat(said.all().indexOf(candle)).isEqualTo(said.all().indexOf(row) + 1);
    }

    @Test
    void a_row_in_progress_has_the_value_it_would_have_if_the_bucket_ended_now() {
        fold.add(new Candle(MARKET, MORNING, 10, 15, 9, 11, 3, 0), said);
        EmittedRow growing = said.rows(Timeframe.D1).getLast();
        assertThat(growing.value(IndicatorColumn.RANGE_PCT)).isEqualTo((11.0 - 10) / 10 * 100);
        assertThat(growing.value(IndicatorColumn.VOLUME_USD)).isEqualTo(33);
        fold.add(new Candle(MARKET, MORNING.plusSeconds(3600), 11, 12, 8, 9, 4, 0), said);
        EmittedRow grown = said.rows(Timeframe.D1).getLast();
        assertThat(grown.value(IndicatorColumn.RANGE_PCT)).isEqualTo((9.0 - 10) / 10 * 100);
        assertThat(grown.value(IndicatorColumn.HIGH_LOW_RANGE_PCT)).isEqualTo((15.0 - 8) / 8 * 100);
        assertThat(grown.value(IndicatorColumn.VOLUME_USD)).isEqualTo(63);
    }

    @Test
    void a_bucket_whose_last_hour_never_came_is_closed_by_the_first_later_candle() {
        fold.add(candleAt(MORNING, 100), said);
        List<EmittedRow> before = said.rows();
        int rowsBefore = before.size();
        EmittedRow open = said.rows(Timeframe.H2).getLast();

        Candle later = candleAt(MORNING.plusSeconds(2 * 3600), 110);
        fold.add(later, said);

        EmittedRow closed = said.rows().get(rowsBefore);
        assertThat(closed).isEqualTo(
                new EmittedRow(Timeframe.H2, open.bucketStart(), open.lastId(), true, open.revision() + 1,
                        open.values()));
        assertThat(said.all().get(said.all().indexOf(closed) + 1)).isEqualTo(said.rollups(Timeframe.H2).getFirst());
        assertThat(said.rollups(Timeframe.H2).getFirst().lastId()).isEqualTo(open.lastId());
        assertThat(said.rows().subList(rowsBefore + 1, said.rows().size()))
                .allMatch(row -> row.lastId() == later.lastId() && row.revision() == 0).hasSize(8);
    }

    @Test
    void a_long_silence_closes_every_growing_bucket_once_and_invents_none() {
        fold.add(candleAt(MORNING, 100), said);
        fold.add(candleAt(MORNING.plusSeconds(100L * 24 * 3600), 110), said);
        for (Timeframe timeframe : Timeframe.LONGER) {
            assertThat(said.rows(timeframe)).extracting(EmittedRow::closed).containsExactly(false, true, false);
            assertThat(said.rollups(timeframe)).hasSize(1);
        }
        assertThat(said.rows(Timeframe.H1)).hasSize(2);
    }

    @Test
    void a_candle_that_is_not_newer_is_late_and_changes_nothing() {
        fold.add(candleAt(MORNING, 100), said);
        byte[] state = bytesOf(fold);
        int rows = said.all().size();
        assertThat(fold.add(candleAt(MORNING, 200), said)).isEqualTo(Outcome.LATE);
        assertThat(fold.add(candleAt(MORNING.minusSeconds(3600), 200), said)).isEqualTo(Outcome.LATE);
        assertThat(said.all()).hasSize(rows);
        assertThat(bytesOf(fold)).isEqualTo(state);
    }

    @Test
    void repeats_and_late_candles_in_between_leave_the_rows_as_they_are() {
        List<Candle> walk = CandleScript.randomWalk(500);
        Emitted disturbed = new Emitted();
        CandleFold other = CandleFold.of(MARKET);
        for (int i = 0; i < walk.size(); i++) {
            fold.add(walk.get(i), said);
            other.add(walk.get(i), disturbed);
            other.add(walk.get(i), disturbed);
            other.add(walk.get(i / 2), disturbed);
        }
        assertThat(disturbed.all()).isEqualTo(said.all());
    }

    @Test
    void the_same_candles_give_the_same_bits_again() {
        List<Candle> walk = CandleScript.randomWalk(2_000);
        Emitted replayed = new Emitted();
        CandleFold again = CandleFold.of(MARKET);
        walk.forEach(candle -> fold.add(candle, said));
        walk.forEach(candle -> again.add(candle, replayed));
        assertThat(replayed.all()).isEqualTo(said.all());
        assertThat(bytesOf(again)).isEqualTo(bytesOf(fold));
    }

    @Test
    void every_bucket_of_two_years_is_closed_exactly_once_and_at_its_end() {
        List<Candle> walk = CandleScript.randomWalk(2 * 366 * 24);
        walk.forEach(candle -> fold.add(candle, said));
        for (Timeframe timeframe : Timeframe.values()) {
            List<EmittedRow> closed = said.closed(timeframe);
            long[] starts = closed.stream().mapToLong(EmittedRow::bucketStart).toArray();
            long[] expected = Arrays.stream(walk.stream().map(Candle::closeTime)
                    .filter(end -> timeframe.floor(end).equals(end))
                    .mapToLong(end -> timeframe.floor(Timeframe.epochHourOf(end) - 1)).toArray()).toArray();
            assertThat(starts).as(timeframe.code()).isEqualTo(expected);
        }
    }

    @Test
    void a_candle_of_another_market_is_refused() {
        Candle foreign = new Candle(new Market("okx", "BTC/USDT"), MORNING, 1, 1, 1, 1, 1, 0);
        assertThatThrownBy(() -> fold.add(foreign, said)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a candle of okx:BTC/USDT came to the fold of binance:BTC/USDT");
    }

    private static byte[] bytesOf(CandleFold fold) {
        ByteBuffer buffer = ByteBuffer.allocate(fold.size());
        fold.writeTo(buffer);
        return buffer.array();
    }
}
