package io.cryptodata.simulator.venue;

import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.RowRules;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Hours as the calendar months, by UTC, that a venue makes of them.
public final class MonthlyRows {
    private MonthlyRows() {}

    /// @param hours oldest first
    /// @return oldest first; a month without an hour is left out
    public static List<SourceRow> of(List<SourceRow> hours) {
        List<SourceRow> months = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= hours.size(); i++) {
            if (i == hours.size() || monthOf(hours.get(i)) != monthOf(hours.get(from))) {
                months.add(month(hours.subList(from, i)));
                from = i;
            }
        }
        return months;
    }

    private static SourceRow month(List<SourceRow> hours) {
        String high = hours.getFirst().high();
        String low = hours.getFirst().low();
        double volume = 0;
        for (SourceRow hour : hours) {
            high = RowRules.number(hour.high()) > RowRules.number(high) ? hour.high() : high;
            low = RowRules.number(hour.low()) < RowRules.number(low) ? hour.low() : low;
            double traded = RowRules.number(hour.volume());
            volume += Double.isFinite(traded) ? traded : 0;
        }
        return new SourceRow(monthOf(hours.getFirst()), hours.getFirst().open(), high, low, hours.getLast().close(),
                BigDecimal.valueOf(volume).toPlainString());
    }

    private static long monthOf(SourceRow hour) {
        ZonedDateTime time = Instant.ofEpochMilli(hour.openTime()).atZone(ZoneOffset.UTC);
        return time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).toInstant().toEpochMilli();
    }
}
