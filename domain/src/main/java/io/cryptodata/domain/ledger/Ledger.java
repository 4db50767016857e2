package io.cryptodata.domain.ledger;

import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What is known to be there for one market, hour by hour; immutable. Every hour from `expectedFrom` to `knownUpTo` is
/// either present, missing or confirmed empty; of the hours after that nothing is known yet.
///
/// @param known from the first expected hour to the end (exclusive) of the hours that were asked for; null until the
///        venue's first hour is known
/// @param missing holes, oldest first; at most [#MAX_RANGES], beyond that the oldest need no further answer to be
///        confirmed empty
/// @param confirmedEmpty oldest first; at most [#MAX_RANGES], beyond that the oldest are no longer told apart from
///        present hours
/// @param present how many hours are there
/// @param quarantined how many rows were quarantined
/// @param quarantinedTimes their open times in milliseconds, so that none is quarantined twice; the newest
///        [#MAX_QUARANTINED_TIMES]
/// @param recent published hours whose second looks are not all done, oldest first; the newest [#MAX_RECENT], beyond that
///        the oldest stay as they were published last
/// @param updatedAt the venue's clock at the last change; null before the first
public record Ledger(Market market, @Nullable HourRange known, List<MissingRange> missing,
        List<HourRange> confirmedEmpty, long present, long quarantined, List<Long> quarantinedTimes,
        List<RecentHour> recent, MarketState state, @Nullable Instant updatedAt) {
    /// How many holes, and how many confirmed empty ranges, one market can have on record.
    public static final int MAX_RANGES = 4096;
    /// How many quarantined open times are remembered.
    public static final int MAX_QUARANTINED_TIMES = 4096;
    /// A market that lags by no more than this many hours keeps up.
    public static final int LIVE_REACH = 24;
    /// How many hours back the request for the newest hour may begin for the sake of second looks.
    public static final int LOOK_REACH = 30;
    /// How many hours one market can have on record for second looks. With looks up to a day after the close it is about
    /// 25; those from before a long halt come on top.
    public static final int MAX_RECENT = 64;

    public Ledger {
        missing = List.copyOf(missing);
        confirmedEmpty = List.copyOf(confirmedEmpty);
        quarantinedTimes = List.copyOf(quarantinedTimes);
        recent = List.copyOf(recent);
    }

    /// A market of which nothing is known, not even where it begins.
    public static Ledger unknown(Market market) {
        return new Ledger(market, null, List.of(), List.of(), 0, 0, List.of(), List.of(), MarketState.BACKFILLING,
                null);
    }

    /// A market whose hours are wanted from `from` (an epoch hour) on.
    public static Ledger expecting(Market market, long from) {
        return unknown(market).begunAt(from);
    }

    /// The same, once it is known where the market begins.
    ///
    /// @param from the first hour that is expected
    public Ledger begunAt(long from) {
        return new Ledger(market, new HourRange(from, from), missing, confirmedEmpty, present, quarantined,
                quarantinedTimes, recent, state, updatedAt);
    }

    /// The same with another state.
    public Ledger in(MarketState changed) {
        return new Ledger(market, known, missing, confirmedEmpty, present, quarantined, quarantinedTimes, recent,
                changed, updatedAt);
    }

    /// End (exclusive, an epoch hour) of the hours that are present or confirmed empty without a hole.
    ///
    /// @throws IllegalStateException while the market's first hour is unknown
    public long contiguousUpTo() {
        HourRange asked = known;
        if (asked == null) {
            throw new IllegalStateException("nothing is known of " + market + " yet");
        }
        return missing.isEmpty() ? asked.to() : missing.getFirst().hours().from();
    }

    /// How many hours are expected and not there.
    public long missingHours() {
        return missing.stream().mapToLong(range -> range.hours().hours()).sum();
    }

    /// Whether a candle of this hour would be news: it is expected, and not there yet.
    public boolean lacks(long hour) {
        HourRange asked = known;
        return asked == null || hour >= asked.to()
                || missing.stream().anyMatch(range -> range.hours().contains(hour))
                || confirmedEmpty.stream().anyMatch(range -> range.contains(hour));
    }

    /// The revision under which the values of a served hour are to be published: 0 if the hour is not there yet, one more
    /// than the last if it is looked at again and its values are others than those published; empty if it is no news.
    public OptionalInt revisionOf(ServedHour served) {
        if (lacks(served.hour())) {
            return OptionalInt.of(0);
        }
        return recent.stream()
                .filter(hour -> hour.hour() == served.hour() && hour.fingerprint() != served.fingerprint())
                .mapToInt(hour -> hour.revision() + 1).findFirst();
    }

    /// Whether any of these hours is there: a page that shows none of them contradicts what is known.
    public boolean hasAnyOf(HourRange hours) {
        HourRange asked = known;
        return asked != null && !asked.intersection(hours).minus(absent()).isEmpty();
    }

    /// Hours that are expected and not there, confirmed or not, oldest first.
    List<HourRange> absent() {
        List<HourRange> absent = new ArrayList<>(confirmedEmpty);
        missing.forEach(hole -> absent.add(hole.hours()));
        absent.sort(Comparator.comparingLong(HourRange::from));
        return absent;
    }

    /// The newest hour (an epoch hour) that is there; empty while none is.
    public OptionalLong newestPresent() {
        HourRange asked = known;
        if (asked == null) {
            return OptionalLong.empty();
        }
        List<HourRange> absent = absent();
        long end = asked.to();
        while (!absent.isEmpty() && absent.getLast().to() == end) {
            end = absent.removeLast().from();
        }
        return end > asked.from() ? OptionalLong.of(end - 1) : OptionalLong.empty();
    }

    /// Whether both say the same, whenever they were updated.
    public boolean saysTheSameAs(Ledger other) {
        return equals(other.updatedAt(updatedAt));
    }

    /// Whether both say the same of every hour, whatever second looks were done and whenever they were updated.
    public boolean saysTheSameOfEveryHourAs(Ledger other) {
        return saysTheSameAs(other.remembering(recent));
    }

    private Ledger updatedAt(@Nullable Instant time) {
        return new Ledger(market, known, missing, confirmedEmpty, present, quarantined, quarantinedTimes, recent, state,
                time);
    }

    private Ledger remembering(List<RecentHour> hours) {
        return new Ledger(market, known, missing, confirmedEmpty, present, quarantined, quarantinedTimes, hours, state,
                updatedAt);
    }

    /// Whether a bad row with this open time (milliseconds) is on record.
    public boolean hasQuarantined(long openTime) {
        return quarantinedTimes.contains(openTime);
    }

    /// The ledger after an answer of the venue. The same answer again changes nothing but, on another occasion, the
    /// counts of empty answers and of looks.
    ///
    /// @param settled what closed before it is final: the answer's venue time less the settle delay
    /// @throws IllegalStateException while it is not known where the market begins
    public Ledger record(PageEvidence answer, Instant settled, LedgerRules rules) {
        return new LedgerUpdate(this, answer, settled, rules).result();
    }

    /// The ledger after a page that may not be used, or a refusal: a hole has its next turn on another occasion, so that
    /// other work of the market does not wait for it, and so have hours that no request for newer ones reaches, until the
    /// last of their occasions is over.
    public Ledger askedInVain(Work.Ask ask, Instant venueTime, Instant settled, LedgerRules rules) {
        return switch (ask.priority()) {
            case LIVE, BACKFILL -> this;
            case LOOK -> remembering(new Rechecks(recent, venueTime, settled, rules).inVain(ask.hours()));
            case REPAIR -> new Ledger(market, known, missing.stream()
                    .map(hole -> ask.hours().contains(hole.hours().from()) ? hole.askedInVain(venueTime) : hole)
                    .toList(), confirmedEmpty, present, quarantined, quarantinedTimes, recent, state, updatedAt);
        };
    }

    /// The same request for the newest hours without what would go along.
    public Work.Ask newestOnly(Work.Ask ask) {
        HourRange asked = known;
        return ask.priority() == Work.Priority.LIVE && asked != null
                ? within(ask.rows() - (asked.to() - ask.from()), ask)
                : ask;
    }

    /// The part of `ask` that goes on a page of so many rows: the oldest hours, but for the newest hours' sake second looks
    /// that would go along give way.
    public Work.Ask within(long rows, Work.Ask ask) {
        HourRange asked = known;
        if (rows >= ask.rows()) {
            return ask;
        }
        long from = ask.priority() == Work.Priority.LIVE && asked != null
                ? Math.min(asked.to(), ask.from() + ask.rows() - rows)
                : ask.from();
        return new Work.Ask(from, rows, ask.priority());
    }

    /// What to do next: first the newest hours of a market that keeps up, with the second looks that go along; then a look
    /// that needs a request of its own; then a hole whose next occasion has come; then history, which always grows
    /// forwards so that candles are published in order.
    ///
    /// @param settled what closed before it is final: `venueTime` less the settle delay
    public Work nextWork(Instant venueTime, Instant settled, LedgerRules rules) {
        return new NextWork(this, venueTime, settled, rules).result();
    }
}
