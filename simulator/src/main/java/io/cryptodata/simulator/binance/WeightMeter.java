package io.cryptodata.simulator.binance;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Counts what one address uses, per minute of wall time, and refuses as Binance does: 429 above the limit, and 418, a
/// ban, for who goes on in spite of it.
///
/// [Limits](https://developers.binance.com/docs/binance-spot-api-docs/rest-api/limits)
final class WeightMeter {
    private static final int PATIENCE = 10;
    private static final Duration FIRST_BAN = Duration.ofMinutes(2);

    private final int limit;
    private final InstantSource wall;
    private long minute;
    private int used;
    private int refusedInARow;
    private long requests;
    private long refused;
    private int highest;
    private @Nullable Instant bannedUntil;

    WeightMeter(int limit, InstantSource wall) {
        this.limit = limit;
        this.wall = wall;
    }

    /// What the venue says to one more request.
    ///
    /// @param used the weight of the present minute, this request included
    /// @param status 200, 429 or 418
    /// @param retryAfter how long to stay away; zero for status 200
    record Answer(int status, int used, Duration retryAfter, Instant until) {}

    synchronized Answer ask(int weight) {
        Instant now = wall.instant();
        requests++;
        startMinute(now.getEpochSecond() / 60);
        used += weight;
        highest = Math.max(highest, used);
        Instant ban = bannedUntil;
        if (ban != null && now.isBefore(ban)) {
            refused++;
            return refusal(418, now, ban);
        }
        if (used <= limit) {
            return new Answer(200, used, Duration.ZERO, now);
        }
        refused++;
        if (++refusedInARow > PATIENCE) {
            bannedUntil = now.plus(FIRST_BAN);
            return refusal(418, now, now.plus(FIRST_BAN));
        }
        return refusal(429, now, Instant.ofEpochSecond((minute + 1) * 60));
    }

    /// How many requests came, the refused ones too.
    synchronized long requests() {
        return requests;
    }

    /// How many requests came although nothing was left.
    synchronized long refused() {
        return refused;
    }

    /// The most that was used within one minute.
    synchronized int highestMinute() {
        return highest;
    }

    private void startMinute(long current) {
        if (current != minute) {
            minute = current;
            used = 0;
            refusedInARow = 0;
        }
    }

    private Answer refusal(int status, Instant now, Instant until) {
        long seconds = Math.max(1, Math.ceilDiv(Duration.between(now, until).toMillis(), 1000));
        return new Answer(status, used, Duration.ofSeconds(seconds), until);
    }
}
