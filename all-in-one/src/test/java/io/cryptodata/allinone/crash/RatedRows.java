package io.cryptodata.allinone.crash;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.currency.RateMarket;
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
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The rows of markets whose `volume_usd` needs a rate. When the rate of an hour becomes known is not in the log of candles, so
/// how often a row is emitted again with another `volume_usd` is open. All else is not: such a row has another `volume_usd`
/// than before and a greater revision, an hourly one has the volume at a rate that was published for its hour, and the
/// last row of every bucket has the one at the last rate.
final class RatedRows {
    private final Map<String, List<Double>> rates = new HashMap<>();
    private final Map<String, List<Candle>> versions = new HashMap<>();
    private final Map<Market, List<Added>> candles = new HashMap<>();
    private final Map<RowKey, Indicators> newest = new HashMap<>();
    private long repriced;

    private record RowKey(String market, String timeframe, long lastId) {
        static RowKey of(Indicators row) {
            return new RowKey(keyOf(row), row.getTimeframe(), row.getLastId());
        }
    }

    private record Added(Candle candle, boolean full, boolean more) {}

    static boolean isRated(Market market) {
        return UsdPrice.currencyOf(market) != null;
    }

    /// Adds a candle of any market, in the order of the log.
    void add(Candle candle, boolean full, boolean more) {
        if (RateMarket.of(candle.market()).isPresent()) {
            rates.computeIfAbsent(hourKey(candle.market(), candle.openTime()), any -> new ArrayList<>())
                    .add(candle.close());
        }
        if (isRated(candle.market())) {
            versions.computeIfAbsent(hourKey(candle.market(), candle.openTime()), any -> new ArrayList<>())
                    .add(candle);
            candles.computeIfAbsent(candle.market(), any -> new ArrayList<>()).add(new Added(candle, full, more));
        }
    }

    /// Adds a committed row, in the order of its market.
    ///
    /// @param expected the next row of the fold without rates, or null
    /// @return whether the row is that one, and not one that is emitted again because of a rate
    /// @throws IllegalArgumentException naming what is wrong with the row
    boolean matches(Indicators row, @Nullable Indicators expected) {
        Indicators former = newest.put(RowKey.of(row), row);
        require(former == null || row.getRevision() > former.getRevision(), "a revision that is not greater");
        require(hasPublishedRate(row), "a volume_usd at a rate that was not published for its hour");
        if (former != null && withoutRate(row).equals(withoutRate(former))) {
            repriced++;
            require(!Objects.equals(row.getVolumeUsd(), former.getVolumeUsd()), "nothing that is new");
            return false;
        }
        require(expected != null && withoutRate(row).equals(withoutRate(expected)), "other values than expected");
        return true;
    }

    private static void require(boolean right, String problem) {
        if (!right) {
            throw new IllegalArgumentException(problem);
        }
    }

    private boolean hasPublishedRate(Indicators row) {
        Double volume = row.getVolumeUsd();
        if (volume == null || !row.getTimeframe().equals(Timeframe.H1.code())) {
            return true;
        }
        return versions.getOrDefault(keyOf(row) + '@' + row.getTimestamp(), List.of()).stream()
                .anyMatch(candle -> ratesOf(candle).stream().anyMatch(
                        rate -> volume.equals(candle.volume() * UsdPrice.of(candle, (venue, currency, hour) -> rate))));
    }

    private List<Double> ratesOf(Candle candle) {
        String currency = Objects.requireNonNull(UsdPrice.currencyOf(candle.market()));
        return ratesOf(candle.market().exchange(), currency, candle.openTime());
    }

    private List<Double> ratesOf(String exchange, String currency, Instant hour) {
        return rates.getOrDefault(hourKey(new RateMarket(exchange, currency, true).market(), hour), List.of());
    }

    /// What the last rows are not, one line each.
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        UsdRates last = (exchange, currency, hour) -> {
            List<Double> known = ratesOf(exchange, currency, Timeframe.instantOf(hour));
            return known.isEmpty() ? Double.NaN : known.getLast();
        };
        candles.forEach((market, added) -> lastRows(market, added, last).forEach((key, expected) -> {
            Indicators actual = newest.get(key);
            if (actual == null || !Objects.equals(actual.getVolumeUsd(), expected.getVolumeUsd())) {
                problems.add("the last row is%n  %s, expected%n  %s".formatted(actual, expected));
            }
        }));
        return problems;
    }

    private static Map<RowKey, Indicators> lastRows(Market market, List<Added> added, UsdRates rates) {
        Map<RowKey, Indicators> rows = new HashMap<>();
        MarketFold fold = MarketFold.load(market, CorrectionWindow.DEFAULT, new MemoryInMaps());
        FoldOutput output = new FoldOutput() {
            @Override
            public void indicators(IndicatorRow row) {
                Indicators emitted = IndicatorRecords.toAvro(market, row);
                rows.put(RowKey.of(emitted), emitted);
            }

            @Override
            public void rollup(RollupRow row) {}
        };
        added.forEach(each -> fold.add(new FoldedHour(each.candle(), each.full(), UsdPrice.of(each.candle(), rates)),
                each.more(), output));
        return rows;
    }

    /// Rows that were emitted again only because of a rate.
    long repriced() {
        return repriced;
    }

    private static Indicators withoutRate(Indicators row) {
        return Indicators.newBuilder(row).setVolumeUsd(null).setRevision(0).build();
    }

    private static String keyOf(Indicators row) {
        return row.getExchange() + ':' + row.getAsset();
    }

    private static String hourKey(Market market, Instant hour) {
        return market.key() + '@' + hour;
    }
}
