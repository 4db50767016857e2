package io.cryptodata.domain.candle;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.calendar.VenueTimestamp;
import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

import static io.cryptodata.domain.candle.QuarantineReason.FUTURE;
import static io.cryptodata.domain.candle.QuarantineReason.INCONSISTENT;
import static io.cryptodata.domain.candle.QuarantineReason.MALFORMED;
import static io.cryptodata.domain.candle.QuarantineReason.NEGATIVE_VOLUME;
import static io.cryptodata.domain.candle.QuarantineReason.NOT_A_NUMBER;
import static io.cryptodata.domain.candle.QuarantineReason.NOT_POSITIVE;
import static io.cryptodata.domain.candle.QuarantineReason.OFF_GRID;
import static io.cryptodata.domain.candle.QuarantineReason.OUT_OF_RANGE;

/// Which row becomes a candle. The hour must be closed, by the venue's clock at the moment the request *started*, for at
/// least the settle delay; time and numbers must be valid. Time is checked first: the numbers of an hour in progress do not
/// matter.
///
/// @param settleDelay how long after its close an hour counts as final, because venues book late trades
public record CandleRules(Duration settleDelay) {
    private static final List<String> NAMES = List.of("open", "high", "low", "close", "volume");
    private static final int VOLUME = 4;

    public CandleRules {
        if (settleDelay.isNegative()) {
            throw new IllegalArgumentException("settle delay must not be negative, but was " + settleDelay);
        }
    }

    /// What closed before it is final at `venueTime`.
    public Instant settled(Instant venueTime) {
        return venueTime.minus(settleDelay);
    }

    /// The end (exclusive, an epoch hour) of the hours that are closed and settled at `venueTime`.
    public long closedEnd(Instant venueTime) {
        return Timeframe.epochHourOf(settled(venueTime));
    }

    /// Judges one row.
    ///
    /// @param venueTime the venue's clock when the request that returned the row started, or earlier
    public Verdict judge(Market market, RawCandle row, Instant venueTime) {
        OptionalLong millis = VenueTimestamp.millisOf(row.openTime());
        if (millis.isEmpty()) {
            return new Verdict.Quarantined(null, OFF_GRID, "open time is not a whole millisecond from "
                    + VenueTimestamp.FIRST + " to " + VenueTimestamp.END + " in any unit: " + row.openTime(),
                    row.excerpt());
        }
        Instant openTime = Instant.ofEpochMilli(millis.getAsLong());
        if (!VenueTimestamp.isOnTheHour(millis.getAsLong())) {
            return quarantined(openTime, OFF_GRID, "open time is off the hour: " + openTime, row.excerpt());
        }
        Verdict notClosed = notClosed(openTime, venueTime, row.excerpt());
        if (notClosed != null) {
            return notClosed;
        }
        String violation = CandleLimits.violation(openTime);
        return violation == null
                ? judgeNumbers(market, openTime, row)
                : quarantined(openTime, OUT_OF_RANGE, violation, row.excerpt());
    }

    /// Judges a row that cannot be read.
    ///
    /// @param venueTime the venue's clock when the request that returned the row started, or earlier
    Verdict judge(UnreadableRow row, Instant venueTime) {
        Long served = row.openTime();
        OptionalLong millis = served == null ? OptionalLong.empty() : VenueTimestamp.millisOf(served);
        if (millis.isEmpty()) {
            return new Verdict.Quarantined(null, MALFORMED, row.problem(), row.excerpt());
        }
        Instant openTime = Instant.ofEpochMilli(millis.getAsLong());
        Verdict notClosed = notClosed(openTime, venueTime, row.excerpt());
        return notClosed == null ? quarantined(openTime, MALFORMED, row.problem(), row.excerpt()) : notClosed;
    }

    /// Null if the hour is closed and settled.
    private @Nullable Verdict notClosed(Instant openTime, Instant venueTime, String excerpt) {
        if (openTime.isAfter(venueTime)) {
            return quarantined(openTime, FUTURE, "opens at " + openTime + ", after the venue's clock " + venueTime,
                    excerpt);
        }
        long epochHour = Timeframe.epochHourOf(openTime);
        return epochHour >= closedEnd(venueTime) ? new Verdict.Unfinished(epochHour) : null;
    }

    private static Verdict judgeNumbers(Market market, Instant openTime, RawCandle row) {
        List<String> texts = List.of(row.open(), row.high(), row.low(), row.close(), row.volume());
        double[] values = new double[texts.size()];
        int longNumbers = 0;
        for (int i = 0; i < values.length; i++) {
            NumberText number = NumberText.read(texts.get(i));
            if (number == null) {
                return quarantined(openTime, NOT_A_NUMBER,
                        NAMES.get(i) + " is not a number: '" + shortened(texts.get(i)) + "'", row.excerpt());
            }
            values[i] = number.value();
            longNumbers += number.isLong() ? 1 : 0;
        }
        return judgeValues(market, openTime, values, longNumbers, row);
    }

    private static Verdict judgeValues(Market market, Instant openTime, double[] values, int longNumbers,
            RawCandle row) {
        for (int i = 0; i < VOLUME; i++) {
            if (values[i] <= 0) {
                return quarantined(openTime, NOT_POSITIVE, NAMES.get(i) + " must be above zero: " + values[i],
                        row.excerpt());
            }
        }
        double open = values[0];
        double high = values[1];
        double low = values[2];
        double close = values[3];
        double volume = values[VOLUME];
        if (volume < 0) {
            return quarantined(openTime, NEGATIVE_VOLUME, "volume is negative: " + volume, row.excerpt());
        }
        if (high < low) {
            return quarantined(openTime, INCONSISTENT, "high " + high + " is below low " + low, row.excerpt());
        }
        if (Math.max(open, close) > high || Math.min(open, close) < low) {
            return quarantined(openTime, INCONSISTENT, "open " + open + " or close " + close + " is outside of low "
                    + low + " to high " + high, row.excerpt());
        }
        String violation = CandleLimits.violation(low, high, volume);
        if (violation != null) {
            return quarantined(openTime, OUT_OF_RANGE, violation, row.excerpt());
        }
        // + 0.0 turns a venue's "-0" into 0
        return new Verdict.Accepted(new Candle(market, openTime, open, high, low, close, volume + 0.0, 0),
                longNumbers);
    }

    private static Verdict quarantined(Instant openTime, QuarantineReason reason, String detail, String excerpt) {
        return new Verdict.Quarantined(openTime.toEpochMilli(), reason, detail, excerpt);
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
