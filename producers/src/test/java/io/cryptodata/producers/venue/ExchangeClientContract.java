package io.cryptodata.producers.venue;

import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource;
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

/// What the client of a venue whose candles we fetch promises, shown against that venue's simulated dialect. A client joins
/// by extending this.
public abstract class ExchangeClientContract extends ListingClientContract {
    private static final String SPOT = "BTC/USDT";
    private static final String LINEAR = "BTC/USDT:USDT";

    /// A simulated venue with the hours above for each of its markets: [ThirtyHours].
    protected interface VenueUnderTest extends ListedVenue {
        @Override
        ExchangeClient client(HttpTransport http);

        /// The venue's own name of a market that it does not list.
        String unknownSymbol();

        /// What goes wrong with the next request for candles.
        void nextCandleRequest(Trouble trouble);
    }

    @Override
    protected abstract VenueUnderTest open();

    @ParameterizedTest
    @ValueSource(strings = {SPOT, LINEAR})
    void brings_every_hour_from_the_asked_one_on_the_unfinished_one_too(String asset) {
        List<RawCandle> rows = rows(asset, FIRST_HOUR, 100);
        assertThat(rows).extracting(ExchangeClientContract::timeOf).containsExactlyInAnyOrderElementsOf(
                LongStream.rangeClosed(0, WHOLE_HOURS).mapToObj(hour -> FIRST_HOUR.plus(Duration.ofHours(hour)))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {SPOT, LINEAR})
    void every_number_is_in_its_column_and_the_volume_in_units_of_the_base(String asset) {
        for (RawCandle row : rows(asset, FIRST_HOUR, 100)) {
            long hour = Duration.between(FIRST_HOUR, timeOf(row)).toHours();
            CandleSource.SourceRow said = ThirtyHours.row(hour);
            assertThat(List.of(row.open(), row.high(), row.low(), row.close(), row.volume()))
                    .usingElementComparator(Comparator.comparing(BigDecimal::new))
                    .containsExactly(said.open(), said.high(), said.low(), said.close(), said.volume());
            assertThat(row.excerpt()).isNotEmpty().hasSizeLessThanOrEqualTo(1000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SPOT, LINEAR})
    void the_asked_hour_is_included_and_the_limit_kept(String asset) {
        Instant from = FIRST_HOUR.plus(Duration.ofHours(5));
        assertThat(rows(asset, from, 3)).extracting(ExchangeClientContract::timeOf).containsExactlyInAnyOrder(from,
                from.plus(Duration.ofHours(1)), from.plus(Duration.ofHours(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {SPOT, LINEAR})
    void paging_on_from_the_last_row_brings_each_hour_once(String asset) {
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
    void a_window_that_is_asked_for_ends_after_the_last_hour_that_fits(String asset) {
        Instant from = FIRST_HOUR.plus(Duration.ofHours(5));
        Instant end = valueOf(client().hourlyCandles(listing(asset), from, 3)).windowEnd();
        assertThat(end == null || !end.isBefore(from.plus(Duration.ofHours(1)))).as("window ends at %s", end).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {SPOT, LINEAR})
    void the_first_hour_is_not_after_the_first_candle_and_at_most_a_month_before_it(String asset) {
        Instant first = valueOf(client().firstHour(listing(asset))).orElseThrow();
        assertThat(first).isBetween(FIRST_HOUR.minus(Duration.ofDays(31)), FIRST_HOUR)
                .isEqualTo(first.truncatedTo(ChronoUnit.HOURS));
    }

    @Test
    void a_page_says_when_its_request_went_out_and_came_back() {
        Instant before = Instant.now();
        CandlePage page = valueOf(client().hourlyCandles(bitcoin(), FIRST_HOUR, 1));
        assertThat(page.requestStarted()).isAfterOrEqualTo(before);
        assertThat(page.requestEnded()).isAfterOrEqualTo(page.requestStarted()).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void an_unknown_market_is_rejected_for_good() {
        Listing unknown = Listing.of(new Market(venue.exchange(), "NO/NE"), venue().unknownSymbol(), true, "");
        assertThat(client().hourlyCandles(unknown, FIRST_HOUR, 10)).isInstanceOf(Fetch.Rejected.class);
    }

    @Test
    void too_many_requests_say_how_long_to_wait() {
        assertAsksForPatience(this::after);
    }

    @Test
    void a_ban_says_how_long_it_lasts_and_a_firewall_is_one_too() {
        assertShutsOut(this::after);
    }

    @Test
    void trouble_of_the_venue_or_the_network_may_pass() {
        assertMayPass(this::after);
    }

    @Test
    void an_answer_that_is_none_is_unreadable_and_shown() {
        assertIsUnreadable(this::after);
    }

    @Test
    void an_empty_page_is_an_answer_without_rows() {
        Fetch<CandlePage> answer = after(Trouble.EMPTY_PAGE);
        assertThat(valueOf(answer).rows()).isEmpty();
    }

    @Test
    void after_trouble_the_next_request_is_answered_again() {
        after(Trouble.RESET);
        assertThat(rows(SPOT, FIRST_HOUR, 2)).hasSize(2);
    }

    private Fetch<CandlePage> after(Trouble trouble) {
        Listing bitcoin = bitcoin();
        venue().nextCandleRequest(trouble);
        return client(trouble == Trouble.SILENCE ? IMPATIENT : PATIENT).hourlyCandles(bitcoin, FIRST_HOUR, 10);
    }

    private List<RawCandle> rows(String asset, Instant from, int limit) {
        return valueOf(client().hourlyCandles(listing(asset), from, limit)).rows();
    }

    private static Instant timeOf(RawCandle row) {
        return Instant.ofEpochMilli(row.openTime());
    }

    private Listing bitcoin() {
        return listing(SPOT);
    }

    private Listing listing(String asset) {
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
