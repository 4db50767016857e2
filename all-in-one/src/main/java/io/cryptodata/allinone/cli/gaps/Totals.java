package io.cryptodata.allinone.cli.gaps;

import java.util.List;
import java.util.Locale;

/// The sums of some markets.
record Totals(long markets, long expected, long present, long confirmedEmpty, long missing, long quarantined) {
    static Totals of(List<Completeness> markets) {
        return new Totals(markets.size(), markets.stream().mapToLong(Completeness::expected).sum(),
                markets.stream().mapToLong(Completeness::present).sum(),
                markets.stream().mapToLong(Completeness::confirmedEmpty).sum(),
                markets.stream().mapToLong(Completeness::missing).sum(),
                markets.stream().mapToLong(Completeness::quarantined).sum());
    }

    /// How much of what the venues have is there, in percent, never rounded up to 100.
    String complete() {
        long wanted = present + missing;
        double percent = wanted == 0 ? 100 : Math.floor(10_000.0 * present / wanted) / 100;
        return String.format(Locale.ROOT, "%.2f %%", percent);
    }
}
