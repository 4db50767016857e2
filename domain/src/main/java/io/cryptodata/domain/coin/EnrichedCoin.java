package io.cryptodata.domain.coin;

import org.jspecify.annotations.Nullable;

/// A coin of a snapshot with its relation to the all-time high.
///
/// @param daysSinceAth whole days from the all-time high to the snapshot; null if its date is unknown
/// @param ath5 whether the price is within 5 percent of the all-time high; null if either is unknown
/// @param ath10 the same for 10 percent
/// @param ath15 the same for 15 percent
/// @param ath90 the same for 90 percent
public record EnrichedCoin(CoinRow row, @Nullable Integer daysSinceAth, @Nullable Boolean ath5,
        @Nullable Boolean ath10, @Nullable Boolean ath15, @Nullable Boolean ath90) {
    static EnrichedCoin of(CoinRow row) {
        Double close = row.numbers().close();
        Double ath = row.numbers().ath();
        return new EnrichedCoin(row, AllTimeHigh.daysSince(row.athDate(), row.snapshot()),
                AllTimeHigh.isWithin(5, close, ath), AllTimeHigh.isWithin(10, close, ath),
                AllTimeHigh.isWithin(15, close, ath), AllTimeHigh.isWithin(90, close, ath));
    }
}
