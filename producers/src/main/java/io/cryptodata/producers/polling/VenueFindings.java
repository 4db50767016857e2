package io.cryptodata.producers.polling;

import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.service.task.TaskReport.Outcome;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What operators should know of one venue; part of its runs.
///
/// @param clockSkewMillis how far its clock was ahead of ours at the last reading, believed or not; null before the first
/// @param clockProblem why its clock is not believed or doubtful; null if it is neither
/// @param rejected listed markets that it keeps rejecting, by rank
/// @param withoutHistory listed markets whose history waits because their ledgers have too many missing ranges, by rank
/// @param paused why no request is sent to it; null unless an operator has paused it
public record VenueFindings(@Nullable Long clockSkewMillis, @Nullable String clockProblem, List<Rejected> rejected,
        List<String> withoutHistory, @Nullable String paused) {
    private static final int NAMED = 3;
    private static final int LONGEST_REASON = 200;

    static final VenueFindings NONE = new VenueFindings(null, null, List.of());

    VenueFindings(@Nullable Long clockSkewMillis, @Nullable String clockProblem, List<Rejected> rejected) {
        this(clockSkewMillis, clockProblem, rejected, List.of());
    }

    VenueFindings(@Nullable Long clockSkewMillis, @Nullable String clockProblem, List<Rejected> rejected,
            List<String> withoutHistory) {
        this(clockSkewMillis, clockProblem, rejected, withoutHistory, null);
    }

    /// The findings while an operator has paused the venue.
    public static VenueFindings paused(String reason) {
        return new VenueFindings(null, null, List.of(), List.of(), reason);
    }

    /// A market whose requests the venue keeps rejecting, with its last reason.
    record Rejected(String asset, @Nullable String reason) {}

    /// The names of the problems, which stay the same while the reasons change.
    Set<String> problems() {
        Set<String> problems = new TreeSet<>();
        if (paused != null) {
            problems.add("paused");
        }
        if (clockProblem != null) {
            problems.add("clock");
        }
        rejected.forEach(market -> problems.add(market.asset));
        withoutHistory.forEach(asset -> problems.add("holes of " + asset));
        return problems;
    }

    Outcome outcome() {
        return problems().isEmpty() ? Outcome.OK : Outcome.PARTIAL;
    }

    /// Adds what can be counted.
    void addTo(Map<String, Long> counts) {
        counts.put("rejected", (long) rejected.size());
        if (!withoutHistory.isEmpty()) {
            counts.put("without_history", (long) withoutHistory.size());
        }
        if (clockSkewMillis != null) {
            counts.put("clock_skew_ms", clockSkewMillis);
        }
    }

    /// The text of a run: what it did, then each problem, separated by ` | `.
    String detail(String run) {
        List<String> parts = new ArrayList<>(List.of(run));
        if (paused != null) {
            parts.add(paused.replace(" | ", ", "));
        }
        if (clockProblem != null) {
            parts.add(clockProblem);
        }
        rejected.stream().limit(NAMED).forEach(
                market -> parts.add(market.asset + " is tracked, but the venue rejects it: " + oneLine(market.reason)));
        if (rejected.size() > NAMED) {
            parts.add("rejected markets that are not named: " + (rejected.size() - NAMED));
        }
        withoutHistory.stream().limit(NAMED).forEach(asset -> parts.add(asset + " has " + Ledger.MAX_RANGES
                + " missing ranges or more: no history is requested until some are filled or confirmed empty"));
        return String.join(" | ", parts);
    }

    private static String oneLine(@Nullable String reason) {
        String separated = String.valueOf(reason).replace(" | ", ", ");
        return separated.length() <= LONGEST_REASON ? separated : separated.substring(0, LONGEST_REASON) + "...";
    }
}
