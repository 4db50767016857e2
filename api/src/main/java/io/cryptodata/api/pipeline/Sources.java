package io.cryptodata.api.pipeline;

import io.cryptodata.schemas.avro.TaskRun;
import io.cryptodata.service.metrics.Objectives;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// How each venue keeps up, from its ledgers, its last runs, what the producers measure, and the operators' pauses.
///
/// @param now our own clock
/// @param lateFor whether a venue whose newest hour is overdue has been so for as long as an alert waits
record Sources(Collection<MarketSummary> markets, Map<String, TaskRun> runs, ProducerReadings readings,
        Map<String, Overview.Pause> pauses, Instant now, Predicate<String> lateFor) {
    static final String COINGECKO = "coingecko";

    private static final String CANDLES = "candles.";
    private static final String LISTING = "listing.";
    private static final String PAUSED = "paused by an operator";
    private static final String OK = "OK";
    private static final String FAILED = "FAILED";
    /// the newest closed hour may be on its way
    private static final Duration IN_FLIGHT = Duration.ofHours(1);
    /// a clock that differs more from ours is simulated
    private static final Duration LARGEST_SKEW = Duration.ofDays(1);
    /// hours of a simulated clock pass within seconds
    private static final Duration IN_FLIGHT_SIMULATED = Duration.ofHours(4);
    /// where the producers do not report their setting
    private static final Duration COINGECKO_PERIOD = Duration.ofMinutes(30);

    /// By name, CoinGecko last.
    List<Overview.Source> all() {
        Map<String, List<MarketSummary>> byVenue = new TreeMap<>();
        for (String venue : venues()) {
            byVenue.put(venue, markets.stream().filter(market -> market.exchange().equals(venue)).toList());
        }
        List<Overview.Source> all = new ArrayList<>();
        byVenue.forEach((venue, ofVenue) -> all.add(venue(venue, ofVenue)));
        TaskRun snapshot = runs.get(COINGECKO);
        if (snapshot != null) {
            all.add(coinGecko(snapshot));
        }
        return all;
    }

    private TreeSet<String> venues() {
        TreeSet<String> venues = new TreeSet<>(pauses.keySet());
        markets.forEach(market -> venues.add(market.exchange()));
        runs.keySet().stream().filter(task -> task.startsWith(CANDLES))
                .forEach(task -> venues.add(task.substring(CANDLES.length())));
        return venues;
    }

    private Overview.Source venue(String venue, List<MarketSummary> ofVenue) {
        Instant newest = MarketSummary.newestOfVenues(ofVenue).get(venue);
        Overview.Pause pause = pauses.get(venue);
        TaskRun run = runs.get(CANDLES + venue);
        Long skew = run == null ? null : run.getCounts().get("clock_skew_ms");
        boolean isSimulated = skew != null && Math.abs(skew) > LARGEST_SKEW.toMillis();
        Duration inFlight = isSimulated ? IN_FLIGHT_SIMULATED : IN_FLIGHT;
        int behind = (int) ofVenue.stream().filter(MarketSummary::isLive)
                .filter(market -> isBehind(market, newest, inFlight)).count();
        Duration objective = isSimulated ? IN_FLIGHT_SIMULATED : Objectives.OVERDUE;
        List<String> problems = problems(venue, run);
        int live = (int) ofVenue.stream().filter(MarketSummary::isLive).count();
        Double overdue = pause == null && live > 0 ? overdue(venue, newest) : null;
        return new Overview.Source(venue,
                state(venue, pause, isLate(overdue, objective), behind > 0 || !problems.isEmpty()), overdue,
                objective.toSeconds(), ofVenue.size(), live, behind,
                ofVenue.stream().mapToLong(market -> market.missing(newest)).sum(),
                ofVenue.stream().mapToLong(MarketSummary::quarantined).sum(),
                skew, pause, problems);
    }

    private static boolean isLate(@Nullable Double overdueSeconds, Duration objective) {
        return overdueSeconds != null && overdueSeconds > objective.toSeconds();
    }

    private static boolean isBehind(MarketSummary market, @Nullable Instant newest, Duration inFlight) {
        Instant known = market.knownUpTo();
        return newest != null && (known == null || Duration.between(known, newest).compareTo(inFlight) > 0);
    }

    /// As the producers measure it by the venue's clock, otherwise by ours.
    private @Nullable Double overdue(String venue, @Nullable Instant newest) {
        Double measured = readings.overdueSeconds().get(venue);
        if (measured != null || newest == null) {
            return measured;
        }
        return (double) Math.max(0, Duration.between(newest.plus(Duration.ofHours(1)), now).toSeconds());
    }

    private String state(String venue, Overview.@Nullable Pause pause, boolean isLate, boolean hasProblems) {
        if (pause != null) {
            return "paused";
        }
        if (isLate) {
            return lateFor.test(venue) ? "down" : "degraded";
        }
        boolean available = readings.available().getOrDefault(venue, true);
        return available && !hasProblems ? "up" : "degraded";
    }

    /// The first part of the detail of a run is about the run itself. A pause is known better from the request.
    private List<String> problems(String venue, @Nullable TaskRun run) {
        List<String> problems = new ArrayList<>();
        if (Boolean.FALSE.equals(readings.available().get(venue)) && !pauses.containsKey(venue)) {
            problems.add("does not respond");
        }
        String detail = run == null ? null : run.getDetail();
        if (run != null && detail != null && !run.getOutcome().equals(OK)) {
            List<String> parts = List.of(detail.split(" \\| ", -1));
            parts.stream().skip(1).filter(part -> !part.startsWith(PAUSED)).forEach(problems::add);
        }
        TaskRun listing = runs.get(LISTING + venue);
        if (listing != null && listing.getOutcome().equals(FAILED)) {
            problems.add("its listing failed: " + listing.getDetail());
        }
        return problems;
    }

    private Overview.Source coinGecko(TaskRun run) {
        Double period = readings.coinGeckoPeriod();
        long objective = 2 * (period == null ? COINGECKO_PERIOD.toSeconds() : period.longValue());
        Double measured = readings.coinGeckoAge();
        Double age = measured == null && !run.getOutcome().equals(FAILED)
                ? Double.valueOf(Math.max(0, Duration.between(run.getFinishedAt(), now).toSeconds()))
                : measured;
        boolean isLate = age != null && age > objective;
        List<String> problems = run.getOutcome().equals(OK) || run.getDetail() == null
                ? List.of()
                : List.of(run.getDetail());
        // a coin that is missing from a snapshot is in the next one
        boolean hasFailed = run.getOutcome().equals(FAILED);
        return new Overview.Source(COINGECKO, isLate ? "down" : hasFailed ? "degraded" : "up", age, objective,
                0, 0, 0, 0, 0, null, pauses.get(COINGECKO), problems);
    }
}
