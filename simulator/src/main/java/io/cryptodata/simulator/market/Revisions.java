package io.cryptodata.simulator.market;

import io.cryptodata.simulator.market.CandleSource.SourceRow;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Arrays;

/// Which hours of one market are revised after their close, and when. The last revision is the market's final row.
///
/// @param hours the hours that can be revised
record Revisions(SeededRandom random, double rate, HourRange hours) {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long HOUR = 60 * MINUTE;
    private static final double TWICE = 0.2;

    /// When an hour is revised, in milliseconds after its close, ascending; empty for most hours.
    long[] of(long hour) {
        if (!hours.contains(hour) || random.at(hour) >= rate) {
            return new long[0];
        }
        SeededRandom ofHour = random.branch(hour);
        long first = delay(ofHour.branch(1), (int) ofHour.between(10, 0, 2));
        if (ofHour.at(11) >= TWICE) {
            return new long[]{first};
        }
        long[] both = {first, delay(ofHour.branch(2), (int) ofHour.between(12, 0, 2))};
        Arrays.sort(both);
        return both[0] == both[1] ? new long[]{first} : both;
    }

    private static long delay(SeededRandom random, int kind) {
        return switch (kind) {
            case 0 -> random.between(0, MINUTE, 4 * MINUTE);
            case 1 -> random.between(0, 6 * MINUTE, 50 * MINUTE);
            default -> random.between(0, 2 * HOUR, 20 * HOUR);
        };
    }

    /// The revision that is valid at a time after the hour's close.
    ///
    /// @param last the market's final row
    /// @param decimals of its prices
    SourceRow valid(SourceRow last, long hour, long millisAfterClose, int decimals) {
        long pending = Arrays.stream(of(hour)).filter(at -> at > millisAfterClose).count();
        return pending == 0 ? last : earlier(last, pending, decimals);
    }

    /// The row without the trades that later revisions add.
    private static SourceRow earlier(SourceRow last, long pending, int decimals) {
        BigDecimal high = new BigDecimal(last.high());
        BigDecimal low = new BigDecimal(last.low());
        BigDecimal part = BigDecimal.valueOf(1 - 0.07 * pending);
        BigDecimal close = low.add(high.subtract(low).multiply(part)).setScale(decimals, RoundingMode.HALF_UP);
        BigDecimal volume = new BigDecimal(last.volume()).multiply(part).setScale(5, RoundingMode.HALF_UP);
        return new SourceRow(last.openTime(), last.open(), last.high(), last.low(),
                text(close.min(high).max(low)), text(volume));
    }

    /// Half of every number.
    static SourceRow halved(SourceRow row) {
        return new SourceRow(row.openTime(), half(row.open()), half(row.high()), half(row.low()), half(row.close()),
                half(row.volume()));
    }

    private static String half(String number) {
        return new BigDecimal(number).divide(BigDecimal.TWO).toPlainString();
    }

    private static String text(BigDecimal number) {
        return number.setScale(SeededMarket.VENUE_DECIMALS, RoundingMode.HALF_UP).toPlainString();
    }
}
