package io.cryptodata.allinone.chaos;

import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.RowCheck;
import io.cryptodata.simulator.venue.ServedPage;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The version of each row that a venue served last. No later version of a delisted market's row can be fetched.
final class LastServed implements Consumer<ServedPage> {
    private final Map<String, Map<Long, Version>> rows = new ConcurrentHashMap<>();

    private record Version(Instant now, SourceRow row) {
        Version newer(Version other) {
            return other.now.isBefore(now) ? this : other;
        }
    }

    @Override
    public void accept(ServedPage page) {
        Map<Long, Version> ofMarket = rows.computeIfAbsent(page.market().market().key(),
                _ -> new ConcurrentHashMap<>());
        page.rows().stream().filter(row -> RowCheck.violation(row) == null).forEach(row -> ofMarket
                .merge(row.openMillis(), new Version(page.now(), row), Version::newer));
    }

    /// The last served version of a row; null if the row was never served.
    ///
    /// @param key of the market
    /// @param openTime in milliseconds
    @Nullable
    SourceRow row(String key, long openTime) {
        Version last = rows.getOrDefault(key, Map.of()).get(openTime);
        return last == null ? null : last.row;
    }
}
