package io.cryptodata.streams.candle;

import io.cryptodata.domain.currency.UsdRates;
import io.cryptodata.domain.fold.FoldOutput;
import io.cryptodata.domain.fold.MarketFold;
import io.cryptodata.domain.market.Market;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;

/// Emits rows again when the rate to USDT of their hour arrives after their candle, or changes. At the start of a task, and when
/// updates were missed, every market that needs a rate is compared with all rates.
final class Repricing {
    private final RatedMarkets markets;
    private final UsdRates rates;
    private final RateUpdates updates;
    private final MissedRates missedRates;
    private long seen = -1;

    Repricing(RatedMarkets markets, UsdRates rates, RateUpdates updates, MissedRates missedRates) {
        this.markets = markets;
        this.rates = rates;
        this.updates = updates;
        this.missedRates = missedRates;
    }

    /// A market that may need a rate.
    ///
    /// @param hour an epoch hour of which it has a candle
    void add(Market market, long hour) {
        markets.add(market, hour);
    }

    /// Applies what has changed since the last run.
    ///
    /// @return how many hours have another price now
    int run(MarketFolds folds, Function<Market, FoldOutput> outputs) {
        long count = updates.count();
        if (count == seen) {
            return 0;
        }
        List<RateUpdates.Update> missed = seen < 0 ? null : updates.after(seen).orElse(null);
        seen = count;
        int repriced = 0;
        if (missed == null) {
            for (Market market : markets.all()) {
                repriced += with(folds, market, fold -> fold.repriceAll(rates, outputs.apply(market)));
            }
            return repriced;
        }
        for (Map.Entry<Market, Set<Long>> changed : hoursByMarket(missed).entrySet()) {
            Market market = changed.getKey();
            repriced += with(folds, market, fold -> {
                countMissed(market, changed.getValue(), fold);
                return fold.reprice(hours(changed.getValue()), rates, outputs.apply(market));
            });
        }
        return repriced;
    }

    private static LongStream hours(Set<Long> hours) {
        return hours.stream().mapToLong(Long::longValue);
    }

    private void countMissed(Market market, Set<Long> changed, MarketFold fold) {
        long[] missed = hours(changed).filter(hour -> markets.mayHave(market, hour) && fold.isOutsideWindow(hour))
                .toArray();
        if (missed.length > 0) {
            missedRates.add(market, missed);
        }
    }

    private Map<Market, Set<Long>> hoursByMarket(List<RateUpdates.Update> changed) {
        Map<Market, Set<Long>> hours = new HashMap<>();
        for (RateUpdates.Update update : changed) {
            for (Market market : markets.of(update.exchange(), update.currency())) {
                hours.computeIfAbsent(market, any -> new TreeSet<>()).add(update.epochHour());
            }
        }
        return hours;
    }

    private static int with(MarketFolds folds, Market market, ToIntFunction<MarketFold> work) {
        MarketFold fold = folds.take(market);
        int result = work.applyAsInt(fold);
        folds.release(market, fold);
        return result;
    }
}
