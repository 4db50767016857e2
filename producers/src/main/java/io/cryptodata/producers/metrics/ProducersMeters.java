package io.cryptodata.producers.metrics;

import io.cryptodata.service.metrics.MeterDefinition;

import java.util.List;

import static io.cryptodata.service.metrics.MeterDefinition.counter;
import static io.cryptodata.service.metrics.MeterDefinition.gauge;

/// The meters of the producers, for each venue: of the markets that this process polls. `exchange` is `coingecko` for requests
/// to CoinGecko.
public final class ProducersMeters {
    private static final String EXCHANGE = "exchange";
    private static final String OUTCOME = "outcome";
    private static final String SECONDS = "seconds";

    public static final MeterDefinition OVERDUE = gauge("cda.producers.overdue", SECONDS,
            "How long the newest hour of the venue is overdue: since the next hour was closed and settled by the venue's "
                    + "clock, while no market has it. 0 while nothing is; NaN without a live market.",
            EXCHANGE);
    public static final MeterDefinition AVAILABLE = gauge("cda.producers.available", "",
            "1 while the venue responds, 0 while it does not; NaN before the first request.", EXCHANGE);
    public static final MeterDefinition MARKETS = gauge("cda.producers.markets", "",
            "Markets that this process polls, by the state of their ledgers.", EXCHANGE, "state");
    public static final MeterDefinition MARKETS_LACKING = gauge("cda.producers.markets.lacking", "",
            "Live markets that have not been polled for the newest closed hour yet.", EXCHANGE);
    public static final MeterDefinition HOURS_MISSING = gauge("cda.producers.hours.missing", "",
            "Expected hours that are not published, by cause. `not_requested` includes history that waits to be fetched.",
            EXCHANGE, "cause");
    public static final MeterDefinition LAST_CLOSED = gauge("cda.producers.last.closed", SECONDS,
            "Open time, since 1970, of the newest published hour of the live market that is furthest behind.",
            EXCHANGE);
    public static final MeterDefinition CLOCK_SKEW = gauge("cda.producers.clock.skew", SECONDS,
            "How far the venue's clock was ahead of ours when it was last read.", EXCHANGE);
    public static final MeterDefinition CANDLES_PUBLISHED = counter("cda.producers.candles.published",
            "Published candles, revised ones included.", EXCHANGE);
    public static final MeterDefinition CANDLES_LATE = counter("cda.producers.candles.late",
            "Published candles of hours that a newer hour had overtaken: repaired holes.", EXCHANGE);
    public static final MeterDefinition CANDLES_REVISED = counter("cda.producers.candles.revised",
            "Candles published again because the venue changed them.", EXCHANGE);
    public static final MeterDefinition ROWS_QUARANTINED = counter("cda.producers.rows.quarantined",
            "Invalid rows, on `candles.quarantine`.", EXCHANGE, "reason");
    public static final MeterDefinition ROWS_UNFINISHED = counter("cda.producers.rows.unfinished",
            "Served rows of hours that were not closed and settled; they are left out.", EXCHANGE);
    public static final MeterDefinition ROWS_SUPERSEDED = counter("cda.producers.rows.superseded",
            "Served rows that another row of the same hour and page replaced.", EXCHANGE);
    public static final MeterDefinition NUMBERS_LONG = counter("cda.producers.numbers.long",
            "Served numbers with more digits than a double has.", EXCHANGE);
    public static final MeterDefinition PAGES_INVALID = counter("cda.producers.pages.invalid",
            "Pages that do not match their request or contradict the ledger; they are not used.", EXCHANGE);
    public static final MeterDefinition PAGE_REQUESTS = counter("cda.producers.page.requests",
            "Requests for pages and first hours, after retries.", EXCHANGE, OUTCOME);
    public static final MeterDefinition STEPS_FAILED = counter("cda.producers.steps.failed",
            "Steps of markets that failed; each is repeated after a pause.", EXCHANGE);
    public static final MeterDefinition PAUSED = gauge("cda.producers.paused", "",
            "1 while all fetching is paused, for example because the disk is nearly full.");
    public static final MeterDefinition PAUSED_BY_OPERATOR = gauge("cda.producers.paused.by.operator", "",
            "1 while an operator has paused the venue: no request is sent to it, and its newest hour is not overdue.",
            EXCHANGE);
    public static final MeterDefinition LEADER = gauge("cda.producers.leader", "",
            "1 in the member that lists venues, takes snapshots and decides which markets are tracked.");
    public static final MeterDefinition PARTITIONS = gauge("cda.producers.partitions", "",
            "Partitions of the topics of markets that this process holds.");
    public static final MeterDefinition COINGECKO_AGE = gauge("cda.producers.coingecko.age", SECONDS,
            "Time since this process published a snapshot of CoinGecko's coins, or first tried to. The leader's is the least.");
    public static final MeterDefinition COINGECKO_PERIOD = gauge("cda.producers.coingecko.period", SECONDS,
            "The configured time between snapshots.");
    public static final MeterDefinition VENUE_REQUESTS = counter("cda.venue.requests",
            "Requests sent, retries included.", EXCHANGE, "request", OUTCOME);
    public static final MeterDefinition VENUE_RETRIES = counter("cda.venue.retries",
            "Requests sent again after a transient failure.", EXCHANGE, "request");
    public static final MeterDefinition VENUE_PAUSES = counter("cda.venue.pauses",
            "Pauses that responses caused, by what they were: `banned`, `slow_down`, `not_served`.", EXCHANGE, OUTCOME);
    public static final MeterDefinition VENUE_PAUSED = gauge("cda.venue.paused", SECONDS,
            "The rest of the pause in force; 0 without one.", EXCHANGE);
    public static final MeterDefinition VENUE_BUDGET_USED = gauge("cda.venue.budget.used", "",
            "The used part of this process' share of a rate limit, 0 to 1.", EXCHANGE, "limit");

    /// In the order of the reference page.
    public static final List<MeterDefinition> ALL = List.of(OVERDUE, AVAILABLE, MARKETS, MARKETS_LACKING, HOURS_MISSING,
            LAST_CLOSED, CLOCK_SKEW, CANDLES_PUBLISHED, CANDLES_LATE, CANDLES_REVISED, ROWS_QUARANTINED,
            ROWS_UNFINISHED,
            ROWS_SUPERSEDED, NUMBERS_LONG, PAGES_INVALID, PAGE_REQUESTS, STEPS_FAILED, PAUSED, PAUSED_BY_OPERATOR,
            LEADER, PARTITIONS,
            COINGECKO_AGE, COINGECKO_PERIOD, VENUE_REQUESTS, VENUE_RETRIES, VENUE_PAUSES, VENUE_PAUSED,
            VENUE_BUDGET_USED);

    private ProducersMeters() {}
}
