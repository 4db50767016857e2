package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.venue.CandlePage;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/// A randomly generated market: hours that are missing, late, first bad and then good, or revised within a day; on a venue
/// that sometimes returns a short, shuffled, duplicated, empty, outdated or incomplete page, or fails.
final class RandomHours {
    private static final int MOST_EMPTY_PAGES = 2;
    /// the last hours are regular, so that there is time to confirm irregular ones
    private static final int PLAIN = 3;

    private final TreeMap<Long, List<Version>> hours = new TreeMap<>();
    private final Random random;
    private final int windowHours;
    private final Supplier<Set<Long>> published;
    private int emptyPages;
    private boolean correct;

    /// @param from when the venue starts to serve it
    /// @param price all four prices; 0 in a row that must not become a candle
    private record Version(Instant from, int price) {}

    /// @param corrected hours that may come late or be corrected
    /// @param published the hours that are published: only they may be left out of a page
    RandomHours(Random random, HourRange all, HourRange corrected, Supplier<Set<Long>> published) {
        this.random = random;
        this.published = published;
        this.windowHours = random.nextBoolean() ? 0 : 8 + random.nextInt(40);
        for (long hour = all.from(); hour < all.to(); hour++) {
            List<Version> versions = hour >= all.to() - PLAIN
                    ? List.of(new Version(Instant.MIN, 100))
                    : versions(Timeframe.instantOf(hour + 1), corrected.contains(hour));
            if (!versions.isEmpty()) {
                hours.put(hour, versions);
            }
        }
    }

    private List<Version> versions(Instant close, boolean corrected) {
        List<Version> versions = new ArrayList<>();
        int kind = random.nextInt(20);
        if (kind == 0) {
            return versions;
        }
        boolean late = corrected && kind == 1;
        Instant appears = late ? close.plusSeconds(random.nextInt(10 * 3600)) : Instant.MIN;
        versions.add(new Version(appears, kind == 2 || kind == 3 ? 0 : 100));
        int corrections = corrected ? Math.max(0, random.nextInt(6) - 3) : 0;
        if (corrected && kind == 3) {
            corrections++;
        }
        for (int i = 1; i <= corrections; i++) {
            versions.add(new Version(close.plus(Duration.ofHours(10)).plusSeconds(random.nextInt(13 * 3600)), 100 + i));
        }
        versions.sort((one, other) -> one.from().compareTo(other.from()));
        return versions;
    }

    /// From now on every response is correct.
    void stopFaults() {
        correct = true;
    }

    boolean isGood(long hour) {
        return hours.containsKey(hour) && hours.get(hour).getLast().price() > 0;
    }

    /// Whether the venue serves any row for it.
    boolean isServed(long hour) {
        return hours.containsKey(hour);
    }

    double lastPrice(long hour) {
        return Objects.requireNonNull(hours.get(hour)).getLast().price();
    }

    Fetch<CandlePage> respond(long from, Instant clock) {
        int fault = correct ? 99 : random.nextInt(40);
        List<RawCandle> rows = rows(from, clock);
        return switch (fault) {
            case 0 -> Fetch.failed(new Failure.Unavailable("connection refused"));
            case 1 -> Fetch.failed(new Failure.Unreadable("html", "<html>"));
            case 2 -> page(from, rows(from - 3, clock));
            case 3 -> page(from, mayBeEmpty(rows) ? List.of() : rows);
            case 4 -> page(from, duplicated(rows));
            case 5 -> page(from, incomplete(rows));
            case 6 -> page(from, rows.subList(0, Math.min(rows.size(), 1 + random.nextInt(5))));
            default -> page(from, rows);
        };
    }

    private Fetch<CandlePage> page(long from, List<RawCandle> rows) {
        Instant end = windowHours == 0 ? null : Timeframe.instantOf(from + windowHours);
        return PollerRig.page(end, rows);
    }

    private List<RawCandle> rows(long from, Instant clock) {
        long running = Timeframe.epochHourOf(clock);
        long end = windowHours == 0 ? running + 1 : Math.min(running + 1, from + windowHours);
        List<RawCandle> rows = new ArrayList<>();
        for (long hour = from; hour < end && rows.size() < 60; hour++) {
            Version shown = hour == running ? new Version(clock, 7) : shown(hour, clock);
            if (shown != null) {
                rows.add(row(hour, shown.price()));
            }
        }
        return rows;
    }

    private @Nullable Version shown(long hour, Instant clock) {
        List<Version> versions = hours.getOrDefault(hour, List.of());
        return versions.stream().filter(version -> !version.from().isAfter(clock)).reduce((_, last) -> last)
                .orElse(null);
    }

    /// Three empty pages would confirm the hours empty; where hours were published before, any number may come.
    private boolean mayBeEmpty(List<RawCandle> rows) {
        Set<Long> recorded = published.get();
        return rows.stream().anyMatch(row -> recorded.contains(hourOf(row))) || emptyPages++ < MOST_EMPTY_PAGES;
    }

    private List<RawCandle> duplicated(List<RawCandle> rows) {
        List<RawCandle> all = new ArrayList<>(rows);
        all.addAll(rows);
        Collections.shuffle(all, random);
        return all;
    }

    private List<RawCandle> incomplete(List<RawCandle> rows) {
        Set<Long> recorded = published.get();
        List<RawCandle> left = rows.stream()
                .filter(row -> !recorded.contains(hourOf(row)) || random.nextInt(4) > 0).toList();
        return left.isEmpty() ? rows : left;
    }

    private static long hourOf(RawCandle row) {
        return Math.floorDiv(row.openTime(), 3_600_000L);
    }

    private static RawCandle row(long hour, int price) {
        String text = Integer.toString(price);
        return new RawCandle(Timeframe.instantOf(hour).toEpochMilli(), text, text, text, text, "1", "[]");
    }
}
