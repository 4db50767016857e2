package io.cryptodata.domain.clock;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Which readings of a venue's clock are believed; immutable. A reading is accepted if it follows the last accepted one by no
/// more than the time that has passed. Any other reading is refused until enough readings in a row agree with each other,
/// and a reading ahead of our own clock by more than the permitted skew is always refused.
///
/// A clock that stands still or is slow is accepted: what is closed by it is closed. So is a simulated clock, which is far
/// behind ours and may run fast until it has caught up.
///
/// @param accepted the last accepted reading; null before the first
/// @param doubted the last refused reading, if the next one may confirm it; otherwise null
/// @param agreeing how many refused readings in a row agree with each other
/// @param runsFast whether a simulated clock has been observed to run faster than time
public record VenueClock(ClockRules rules, @Nullable ClockReading accepted, @Nullable ClockReading doubted,
        int agreeing,
        boolean runsFast) {
    private static final long TWO_DAYS = 48;
    private static final Instant EARLIEST = Instant.parse("2009-01-01T00:00:00Z");

    /// Before the first reading.
    public static VenueClock unread(ClockRules rules) {
        return new VenueClock(rules, null, null, 0, false);
    }

    /// The clock after a reading.
    ///
    /// @param refusal why the reading is not believed; null if it is accepted
    public record Step(VenueClock clock, @Nullable String refusal) {}

    /// Judges a reading.
    public Step read(ClockReading reading) {
        String impossible = impossible(reading);
        if (impossible != null) {
            return new Step(new VenueClock(rules, accepted, null, 0, runsFast), impossible);
        }
        boolean isNormal = accepted == null
                ? reading.skew().negated().compareTo(rules.maxSkew()) <= 0
                : follows(accepted, reading);
        if (isNormal) {
            return accept(reading);
        }
        boolean confirms = doubted != null && follows(doubted, reading);
        int times = confirms ? agreeing + 1 : 1;
        return times >= rules.confirmations()
                ? accept(reading)
                : new Step(new VenueClock(rules, accepted, reading, times, runsFast), doubt(reading));
    }

    /// Whether nothing known contradicts a time: neither our clock nor an accepted reading.
    public boolean isCredible(ClockReading reading) {
        return impossible(reading) == null && (accepted == null || follows(accepted, reading));
    }

    /// A doubt about an accepted reading: it is far behind our clock, but not simulated; null if there is none.
    public @Nullable String warning(ClockReading reading) {
        Duration behind = reading.skew().negated();
        return behind.compareTo(rules.maxSkew()) > 0 && !isSimulated(reading)
                ? shown(reading) + ", " + text(behind) + " behind ours (" + reading.ours()
                        + "): every hour is published that much later. Check that our clock is right"
                : null;
    }

    /// Whether only further readings can show that the first one is right.
    public boolean isUnconfirmed() {
        return accepted == null && doubted != null;
    }

    private Step accept(ClockReading reading) {
        boolean isBehind = reading.skew().negated().compareTo(rules.maxSkew()) > 0;
        boolean fast = isBehind && (runsFast || accepted != null && advance(accepted, reading).isPositive());
        return new Step(new VenueClock(rules, reading, null, 0, fast), null);
    }

    private boolean follows(ClockReading earlier, ClockReading later) {
        boolean backwards = later.venue().isBefore(earlier.venue().minus(rules.maxJump()));
        return !backwards && (!advance(earlier, later).isPositive() || isSimulated(earlier));
    }

    /// By how much more than permitted the clock has advanced faster than time.
    private Duration advance(ClockReading earlier, ClockReading later) {
        return Duration.between(earlier.expectedAt(later.elapsed()), later.venue()).minus(rules.maxJump());
    }

    private boolean isSimulated(ClockReading reading) {
        return runsFast || reading.skew().negated().compareTo(rules.simulatedAfter()) > 0;
    }

    private @Nullable String impossible(ClockReading reading) {
        if (reading.skew().compareTo(rules.maxSkew()) > 0) {
            return shown(reading) + ", " + text(reading.skew()) + " ahead of ours (" + reading.ours()
                    + "): no page is judged by it. If our clock is slow, set it, for example by NTP; if the venue's is"
                    + " fast, it is read again until it is right";
        }
        return reading.venue().isBefore(EARLIEST)
                ? shown(reading) + ", before any candle: it is read again until it is right"
                : null;
    }

    private String doubt(ClockReading reading) {
        String contradiction = accepted == null
                ? ", " + text(reading.skew().negated()) + " behind ours (" + reading.ours() + ")"
                : ", but by the last reading it should be " + accepted.expectedAt(reading.elapsed());
        return shown(reading) + contradiction + ": not believed before " + rules.confirmations()
                + " readings in a row agree";
    }

    private static String shown(ClockReading reading) {
        return "its clock shows " + reading.venue();
    }

    /// `2h30m`, or days if it is two or more.
    private static String text(Duration length) {
        return length.toHours() >= TWO_DAYS
                ? length.toDays() + " days"
                : length.truncatedTo(ChronoUnit.SECONDS).toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
