package io.cryptodata.simulator.faults;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.SeededRandom;
import io.cryptodata.simulator.venue.MarketFaults;
import io.cryptodata.simulator.venue.RowDamage;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Faults of one venue's markets that do not depend on the request, derived from a seed: the first page of a market's history
/// without a row, an hour whose row is damaged for ever, and up to three hours whose pages are unreadable for a day, for two
/// days or for ever. Thread-safe.
public final class LastingFaults implements MarketFaults {
    /// Newer pages are not history.
    private static final Duration HISTORY = Duration.ofHours(18);
    /// A short row in columns makes every page with it unreadable.
    private static final List<RowDamage> DAMAGES = List.of(RowDamage.values());
    private static final Duration DAY = Duration.ofDays(1);

    private final LastingRules rules;
    private final SeededRandom random;
    private final Set<String> emptied = ConcurrentHashMap.newKeySet();

    public LastingFaults(String exchange, LastingRules rules) {
        this.rules = rules;
        this.random = new SeededRandom(rules.seed()).branch("lasting").branch(exchange);
    }

    @Override
    public boolean isEmptied(Market market, List<SourceRow> rows, Instant now) {
        boolean isHistory = rows.getFirst().openMillis() < now.minus(HISTORY).toEpochMilli();
        return isHistory && now.isBefore(rules.end()) && meets(market, Kind.EMPTY_HISTORY)
                && emptied.add(market.key());
    }

    @Override
    public boolean isUnreadable(Market market, long hour, Instant now) {
        if (!meets(market, Kind.UNREADABLE_PAGE)) {
            return false;
        }
        SeededRandom ofMarket = of(market, Kind.UNREADABLE_PAGE);
        long first = hourOf(ofMarket);
        boolean isInside = hour >= first && hour <= first + ofMarket.between(2, 0, 2);
        long days = ofMarket.between(3, 1, 4);
        return isInside && (days > 2 || now.isBefore(Timeframe.instantOf(first).plus(DAY.multipliedBy(days))));
    }

    @Override
    public @Nullable RowDamage damageOf(Market market, long hour) {
        SeededRandom ofMarket = of(market, Kind.DAMAGED_ROW);
        return meets(market, Kind.DAMAGED_ROW) && hour == hourOf(ofMarket)
                ? DAMAGES.get((int) ofMarket.between(2, 0, DAMAGES.size() - 1))
                : null;
    }

    private boolean meets(Market market, Kind kind) {
        return of(market, kind).at(0) < rules.share();
    }

    private long hourOf(SeededRandom ofMarket) {
        return ofMarket.between(1, Timeframe.epochHourOf(rules.start()), Timeframe.epochHourOf(rules.end().minus(DAY)));
    }

    private SeededRandom of(Market market, Kind kind) {
        return random.branch(kind.name()).branch(market.key());
    }

    private enum Kind {
        EMPTY_HISTORY, DAMAGED_ROW, UNREADABLE_PAGE
    }
}
