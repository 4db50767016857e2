package io.cryptodata.producers.venue;

import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.ratelimit.Priority;
import io.cryptodata.simulator.market.CandleSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/// The contract of a client with candles, tested against the venue's simulated dialect. The client's test extends this.
public abstract class ExchangeClientContract extends ListingClientContract {
    private static final String SPOT = "BTC/USDT";
    private static final String LINEAR = "BTC/USDT:USDT";

    /// A simulated venue with the same hours for each of its markets: [ThirtyHours].
    protected interface VenueUnderTest extends ListedVenue {
        @Override
        ExchangeClient client(HttpTransport http);

        /// The venue's own name of a market that it does not list.
        String unknownSymbol();

        /// The problem of the next request for candles.
        void nextCandleRequest(Problem problem);
    }

    @Override
    protected abstract VenueUnderTest open();

    @ParameterizedTest
    @ValueSource(strings = {SPOT, LINEAR})
    void returns_every_hour_from_the_requested_one_on_the_unfinished_one_included(String asset) {
        List<RawCandle> rows = rows(asset, FIRST_HOUR, 100);
        assertThat(rows).extracting(ExchangeClientContract::timeOf).containsExactlyInAnyOrderElementsOf(
                LongStream.rangeClosed(0, WHOLE_HOURS).mapToObj(hour -> FIRST_HOUR.plus(Duration.ofHours(hour)))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {SPOT, LINEAR})
    void every_number_is_in_its_column_and_the_volume_is_in_units_of_the_base(String asset) {
        for (RawCandle row : rows(asset, FIRST_HOUR, 100)) {
            long hour = Duration.between(FIRST_HOUR, timeOf(row)).toHours();
            CandleSource.SourceRow expected = ThirtyHours.row(hour);
            assertThat(List.of(row.open(), row.high(), row.low(), row.close(), row.volume()))
                    .usingElementComparator(Comparator.comparing(BigDecimal::new))
                    .containsExactly(expected.open(), expected.high(), expected.low(), expected.close(),
                            expected.volume());
            assertThat(row.excerpt()).isNotEmpty().hasSizeLessThanOrEqualTo(1000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SPOT, LINEAR})
    void the_requested_hour_is_included_and_the_limit_is_kept(String asset) {
        Instant from = FIRST_HOUR.plus(Duration.ofHours(5));
        assertThat(rows(asset, from, 3)).extracting(ExchangeClientContract::timeOf).containsExactlyInAnyOrder(from,
                from.plus(Duration.ofHours(1)), from.plus(Duration.ofHours(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {SPOT, LINEAR})
    void paging_from_the_last_row_returns_each_hour_once(String asset) {
        Instant from = FIRST_HOUR;
        int seen = 0;
        for (List<RawCandle> page = rows(asset, from, 7); !page.isEmpty(); page = rows(asset, from, 7)) {
            seen += page.size();
            from = page.stream().map(ExchangeClientContract::timeOf).max(Comparator.naturalOrder()).orElseThrow()
                    .plus(Duration.ofHours(1));
        }
        assertThat(seen).isEqualTo(WHOLE_HOURS + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {SPOT, LINEAR})
    void a_requested_window_ends_after_its_first_hour(String asset) {
        Instant from = FIRST_HOUR.plus(Duration.ofHours(5));
        Instant end = DirectRunner.value(client().hourlyCandles(listing(asset), from, 3)).windowEnd();
        assertThat(end == null || !end.isBefore(from.plus(Duration.ofHours(1)))).as("window ends at %s", end).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {SPOT, LINEAR})
    void the_first_hour_is_not_after_the_first_candle_and_at_most_a_day_before_it(String asset) {
        Instant first = DirectRunner.value(client().firstHour(listing(asset))).orElseThrow();
        assertThat(first).isBetween(FIRST_HOUR.minus(Duration.ofDays(1)), FIRST_HOUR)
                .isEqualTo(first.truncatedTo(ChronoUnit.HOURS));
    }

    @Test
    void a_page_has_the_times_of_its_request() {
        Instant before = Instant.now();
        CandlePage page = DirectRunner.value(client().hourlyCandles(bitcoin(), FIRST_HOUR, 1));
        assertThat(page.requestStarted()).isAfterOrEqualTo(before);
        assertThat(page.requestEnded()).isAfterOrEqualTo(page.requestStarted()).isBeforeOrEqualTo(Instant.now());
    }

    @ParameterizedTest
    @ValueSource(strings = {SPOT, LINEAR})
    void every_request_for_candles_that_arrives_has_a_permit_of_its_own(String asset) {
        Listing listing = listing(asset);
        long before = venue.requests();
        DirectRunner runner = new DirectRunner();
        ExchangeClient client = client();
        runner.run(client.firstHour(listing), Priority.LIVE);
        runner.run(client.hourlyCandles(listing, FIRST_HOUR, 10), Priority.LIVE);
        runner.run(client.hourlyCandles(listing, FIRST_HOUR.minus(Duration.ofDays(400)), 10), Priority.LIVE);
        runner.run(client().hourlyCandles(listing, FIRST_HOUR.minus(Duration.ofDays(400)), 10), Priority.LIVE);
        venue().nextCandleRequest(Problem.RESET);
        runner.run(client.hourlyCandles(listing, FIRST_HOUR, 10), Priority.LIVE);
        assertThat(venue.requests() - before).isEqualTo(runner.sent()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void an_unknown_market_is_rejected() {
        Listing unknown = Listing.of(new Market(venue.exchange(), "NO/NE"), venue().unknownSymbol(), true, "");
        assertThat(DirectRunner.outcome(client().hourlyCandles(unknown, FIRST_HOUR, 10)))
                .isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void too_many_requests_require_a_pause() {
        assertRequiresPause(this::pageWith);
    }

    @Test
    void a_ban_has_a_length_and_a_firewall_is_a_ban() {
        assertBans(this::pageWith);
    }

    @Test
    void failures_of_the_venue_or_the_network_are_transient() {
        assertTransient(this::pageWith);
    }

    @Test
    void a_page_that_cannot_be_read_is_unreadable_and_has_an_excerpt() {
        assertUnreadable(this::pageWith);
    }

    @Test
    void an_empty_page_is_a_page_without_rows() {
        assertThat(pageWith(Problem.EMPTY_PAGE)).isInstanceOfSatisfying(Fetch.Ok.class,
                ok -> assertThat(((CandlePage) ok.value()).rows()).isEmpty());
    }

    @Test
    void after_a_failure_the_next_request_succeeds() {
        pageWith(Problem.RESET);
        assertThat(rows(SPOT, FIRST_HOUR, 2)).hasSize(2);
    }

    private Object pageWith(Problem problem) {
        Listing bitcoin = bitcoin();
        venue().nextCandleRequest(problem);
        return DirectRunner.outcome(
                client(problem == Problem.SILENCE ? IMPATIENT : PATIENT).hourlyCandles(bitcoin, FIRST_HOUR, 10));
    }

    private List<RawCandle> rows(String asset, Instant from, int limit) {
        return DirectRunner.value(client().hourlyCandles(listing(asset), from, limit)).rows();
    }

    private static Instant timeOf(RawCandle row) {
        return Instant.ofEpochMilli(row.openTime());
    }

    private Listing bitcoin() {
        return listing(SPOT);
    }

    private Listing listing(String asset) {
        Assumptions.assumeTrue(venue.listsContracts() || !asset.equals(LINEAR), "the venue has no contracts");
        return listings().stream().filter(listing -> listing.market().asset().equals(asset)).findFirst()
                .orElseThrow();
    }

    private VenueUnderTest venue() {
        return (VenueUnderTest) venue;
    }

    private ExchangeClient client() {
        return client(PATIENT);
    }

    private ExchangeClient client(Duration timeout) {
        return venue().client(http(timeout));
    }
}
