package io.cryptodata.allinone.crash;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.currency.UsdPrice;
import io.cryptodata.domain.currency.UsdRates;
import io.cryptodata.domain.fold.CorrectionWindow;
import io.cryptodata.domain.fold.FoldOutput;
import io.cryptodata.domain.fold.FoldedHour;
import io.cryptodata.domain.fold.IndicatorRow;
import io.cryptodata.domain.fold.MarketFold;
import io.cryptodata.domain.fold.MemoryInMaps;
import io.cryptodata.domain.fold.RollupRow;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.IndicatorRecords;
import io.cryptodata.schemas.avro.Indicators;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RatedRowsTest {
    private static final Instant HOUR = Instant.parse("2024-01-01T00:00:00Z");
    private static final Candle CANDLE = new Candle(new Market("binance", "ETH/BTC"), HOUR, 0.05, 0.06, 0.04, 0.05, 10,
            0);
    private static final Candle RATE = new Candle(new Market("binance", "BTC/USDT"), HOUR, 40_000, 41_000, 39_000,
            40_000, 1, 0);

    private final RatedRows rated = new RatedRows();
    private final List<Indicators> withoutRate = new ArrayList<>();
    private final List<Indicators> repriced = new ArrayList<>();

    /// The rows of one candle before and after its rate is known.
    @BeforeEach
    void rows() {
        rated.add(CANDLE, true, false);
        rated.add(RATE, true, false);
        MarketFold fold = MarketFold.load(CANDLE.market(), CorrectionWindow.DEFAULT, new MemoryInMaps());
        fold.add(new FoldedHour(CANDLE, true, UsdPrice.of(CANDLE, UsdRates.NONE)), false, into(withoutRate));
        fold.repriceAll((exchange, currency, hour) -> RATE.close(), into(repriced));
        assertThat(repriced).hasSameSizeAs(withoutRate).hasSize(Timeframe.values().length);
    }

    @Test
    void rows_may_be_emitted_again_with_their_rate() {
        addWithoutRate();
        repriced.forEach(row -> assertThat(rated.matches(row, null)).isFalse());
        assertThat(rated.repriced()).isEqualTo(repriced.size());
        assertThat(rated.problems()).isEmpty();
    }

    @Test
    void every_last_row_has_its_rate() {
        addWithoutRate();
        assertThat(rated.problems()).hasSameSizeAs(withoutRate).allMatch(problem -> problem.startsWith("the last row"));
    }

    @Test
    void a_row_that_is_there_twice_is_found() {
        addWithoutRate();
        Indicators row = withoutRate.getFirst();
        assertThatThrownBy(() -> rated.matches(row, null)).hasMessage("a revision that is not greater");
        assertThatThrownBy(() -> rated.matches(Indicators.newBuilder(row).setRevision(2).build(), null))
                .hasMessage("nothing that is new");
    }

    @Test
    void a_volume_at_another_rate_is_found() {
        addWithoutRate();
        Indicators wrong = Indicators.newBuilder(repriced.getFirst()).setVolumeUsd(10 * 0.05 * 40_001).build();
        assertThatThrownBy(() -> rated.matches(wrong, null))
                .hasMessage("a volume_usd at a rate that was not published for its hour");
    }

    @Test
    void a_row_with_another_value_than_the_fold_gives_is_found() {
        Indicators wrong = Indicators.newBuilder(withoutRate.getFirst()).setEma10(1.0).build();
        assertThatThrownBy(() -> rated.matches(wrong, withoutRate.getFirst())).hasMessage("other values than expected");
    }

    private void addWithoutRate() {
        withoutRate.forEach(row -> assertThat(rated.matches(row, row)).isTrue());
    }

    private static FoldOutput into(List<Indicators> rows) {
        return new FoldOutput() {
            @Override
            public void indicators(IndicatorRow row) {
                rows.add(IndicatorRecords.toAvro(CANDLE.market(), row));
            }

            @Override
            public void rollup(RollupRow row) {}
        };
    }
}
