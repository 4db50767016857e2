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

/// Emits rows again when the rate to USDT of their hour arrives after their candle, or changes. At the start of a task, and when
/// updates were missed, every market that needs a rate is compared with all rates.
final class Repricing {
    private final RatedMarkets markets;
    private final UsdRates rates;
    private final RateUpdates updates;
    private long seen = -1;

    Repricing(RatedMarkets markets, UsdRates rates, RateUpdates updates) {
        this.markets = markets;
        this.rates = rates;
        this.updates = updates;
    }

    /// A market that may need a rate.
    void add(Market market) {
        markets.add(market);
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
            repriced += with(folds, market, fold -> fold.reprice(
                    changed.getValue().stream().mapToLong(Long::longValue), rates, outputs.apply(market)));
        }
        return repriced;
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
