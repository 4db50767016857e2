package io.cryptodata.producers.listing;

import io.cryptodata.domain.listing.ExchangeListings;
import io.cryptodata.domain.listing.ListingStatus;
import io.cryptodata.domain.listing.RecordedListing;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.fetch.FetchPause;
import io.cryptodata.producers.ratelimit.SteppedTime;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ListingClient;
import io.cryptodata.producers.venue.ScriptedListing;
import io.cryptodata.producers.venue.VenueListing;
import io.cryptodata.producers.venue.VenueState;
import io.cryptodata.service.task.TaskReport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class VenueListerTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static final VenueState TRADING = new VenueState(VenueState.Meaning.TRADING, "TRADING");

    private final List<TaskReport> runs = new ArrayList<>();
    private final List<RecordedListing> stored = new ArrayList<>();
    private final Venue venue = new Venue();
    private final ListingStore store = new ListingStore() {
        @Override
        public Map<String, ExchangeListings> read() {
            return Map.of();
        }

        @Override
        public void write(List<RecordedListing> changed) {
            if (failures-- > 0) {
                throw new IllegalStateException("broker unavailable");
            }
            stored.addAll(changed);
        }
    };
    private int failures;
    private int wakes;
    private Duration venueAhead = Duration.ZERO;
    private final ListingCatalog catalog = new ListingCatalog(store, () -> wakes++);
    private final VenueLister lister = new VenueLister(venue, new DirectRunner(),
            ScriptedListing.clock(SteppedTime.of(() -> venue.clock.minus(venueAhead))), catalog, runs::add, () -> NOON);

    @Test
    void lists_immediately_and_then_five_minutes_before_every_hour_by_the_venues_clock() {
        assertThat(lister.hasListed()).isFalse();
        assertThat(lister.step()).isEqualTo(Duration.ofMinutes(1));
        assertThat(lister.hasListed()).isTrue();
        venue.clock = NOON.plus(Duration.ofMinutes(54)).plusSeconds(30);
        assertThat(lister.step()).isEqualTo(Duration.ofSeconds(30));
        assertThat(runs).hasSize(1);
        venue.clock = NOON.plus(Duration.ofMinutes(55));
        lister.step();
        assertThat(runs).hasSize(2).extracting(TaskReport::process).containsOnly("listing.binance");
        assertThat(stored).extracting(RecordedListing::asset).containsExactly("BTC/USDT", "ETH/USDT", "XRP/USDT");
        assertThat(runs.getFirst().counts()).containsEntry("listed", 3L).containsEntry("new", 3L)
                .containsEntry("trading", 3L);
    }

    @Test
    void a_failed_listing_changes_nothing_and_is_retried_with_a_backoff() {
        venue.failure = new Failure.Unreadable("HTML", "<html>");
        assertThat(lister.step()).isEqualTo(Duration.ofSeconds(2));
        assertThat(lister.step()).isEqualTo(Duration.ofSeconds(4));
        assertThat(lister.status().reason()).contains("unreadable: HTML");
        assertThat(runs).as("recorded once").extracting(TaskReport::outcome)
                .containsExactly(TaskReport.Outcome.FAILED);
        assertThat(catalog.of("binance").entries()).isEmpty();
        venue.failure = null;
        lister.step();
        assertThat(lister.status().isOk()).isTrue();
        assertThat(stored).hasSize(3);
    }

    @Test
    void an_unavailable_venue_is_recorded_once_with_its_reason() {
        venue.unavailable = true;
        lister.step();
        lister.step();
        assertThat(runs).singleElement().satisfies(run -> {
            assertThat(run.outcome()).isEqualTo(TaskReport.Outcome.FAILED);
            assertThat(run.detail()).isEqualTo("reading the venue's clock failed: unavailable: connection refused");
        });
        venue.unavailable = false;
        lister.step();
        assertThat(runs).extracting(TaskReport::outcome).containsExactly(TaskReport.Outcome.FAILED,
                TaskReport.Outcome.OK);
    }

    @Test
    void a_listing_that_could_not_be_stored_is_discarded() {
        failures = 1;
        lister.step();
        assertThat(catalog.of("binance").entries()).isEmpty();
        assertThat(runs.getLast().detail()).contains("broker unavailable");
        lister.step();
        assertThat(stored).hasSize(3);
        assertThat(wakes).isEqualTo(1);
    }

    @Test
    void a_suspicious_listing_is_partial_and_not_repeated_within_its_hour() {
        lister.step();
        venue.listed = List.of("BTC/USDT");
        venue.clock = NOON.plus(Duration.ofHours(1));
        lister.step();
        assertThat(runs.getLast().outcome()).isEqualTo(TaskReport.Outcome.PARTIAL);
        assertThat(runs.getLast().detail()).contains("not accepted yet: the listing lacks 2 of the 3");
        assertThat(catalog.of("binance").count(ListingStatus.TRADING)).isEqualTo(3);
        lister.step();
        assertThat(runs).hasSize(2);
        venue.clock = NOON.plus(Duration.ofHours(2));
        lister.step();
        assertThat(catalog.of("binance").count(ListingStatus.DELISTED)).isEqualTo(2);
    }

    @Test
    void two_markets_of_one_name_are_a_partial_run_with_both_names() {
        venue.rows = List.of(row("SUN/USDT", "SUNCOINUSDT", TRADING), row("SUN/USDT", "SUNUSDT", TRADING),
                row("BTC/USDT", "BTCUSDT", TRADING));
        for (int hour = 0; hour < 3; hour++) {
            venue.clock = NOON.plus(Duration.ofHours(hour));
            lister.step();
            venue.rows = Objects.requireNonNull(venue.rows).reversed();
            assertThat(runs.getLast().outcome()).isEqualTo(TaskReport.Outcome.PARTIAL);
            assertThat(runs.getLast().detail()).contains("SUN/USDT", "SUNUSDT keeps it, SUNCOINUSDT is left out");
            assertThat(runs.getLast().counts()).containsEntry("doubtful", 1L);
            assertThat(lister.warnings()).hasSize(1);
        }
        assertThat(stored).extracting(each -> each.last().venueSymbol()).containsExactly("BTCUSDT", "SUNUSDT");
    }

    @Test
    void unknown_words_of_a_status_are_reported_and_never_believed_on_most_markets() {
        ListingJob job = new ListingJob(List.of(lister), WallTime.real(), _ -> FetchPause.never());
        lister.step();
        VenueState odd = new VenueState(VenueState.Meaning.UNKNOWN, "ODD");
        venue.rows = List.of(row("BTC/USDT", "BTCUSDT", odd), row("ETH/USDT", "ETHUSDT", odd),
                row("XRP/USDT", "XRPUSDT", TRADING));
        for (int hour = 1; hour < 50; hour++) {
            venue.clock = NOON.plus(Duration.ofHours(hour));
            lister.step();
            assertThat(runs.getLast().outcome()).isEqualTo(TaskReport.Outcome.PARTIAL);
            assertThat(runs.getLast().detail()).contains("2 of the 3 markets that may trade is unknown: 'ODD'");
        }
        assertThat(catalog.of("binance").count(ListingStatus.TRADING)).isEqualTo(3);
        assertThat(lister.warnings()).singleElement().asString().startsWith("not accepted yet: ");
        assertThat(job.health().reasons()).contains("the listing of binance is not accepted: "
                + "the status of 2 of the 3 markets that may trade is unknown: 'ODD'");
        venue.rows = List.of(row("BTC/USDT", "BTCUSDT", odd), row("ETH/USDT", "ETHUSDT", TRADING),
                row("XRP/USDT", "XRPUSDT", TRADING));
        venue.clock = NOON.plus(Duration.ofHours(50));
        lister.step();
        assertThat(runs.getLast().detail()).isEqualTo("BTC/USDT has the unknown status 'ODD': it counts as halted");
        assertThat(job.health().reasons()).containsExactly("not started");
        assertThat(catalog.of("binance").count(ListingStatus.HALTED)).isEqualTo(1);
    }

    @Test
    void of_many_doubts_the_first_are_named() {
        VenueState odd = new VenueState(VenueState.Meaning.UNKNOWN, "ODD");
        venue.rows = IntStream.range(0, 100).mapToObj(
                i -> row("C" + i + "/USDT", "C" + i + "USDT", i < 30 ? odd : TRADING)).toList();
        lister.step();
        assertThat(lister.warnings()).hasSize(21).last().isEqualTo("and 10 more");
        assertThat(runs.getLast().counts()).containsEntry("doubtful", 30L);
    }

    @Test
    void a_market_whose_row_is_left_out_stays_as_it_was_and_is_named() {
        lister.step();
        venue.listed = List.of("BTC/USDT", "XRP/USDT");
        venue.leftOut = List.of(new VenueListing.LeftOut("ETHUSDT", "no contractSize"),
                new VenueListing.LeftOut("NEWUSDT", "no baseAsset"));
        for (int hour = 1; hour < 40; hour++) {
            venue.clock = NOON.plus(Duration.ofHours(hour));
            lister.step();
        }
        assertThat(catalog.of("binance").count(ListingStatus.TRADING)).isEqualTo(3);
        assertThat(runs.getLast().outcome()).isEqualTo(TaskReport.Outcome.PARTIAL);
        assertThat(runs.getLast().counts()).containsEntry("rows_left_out", 2L).containsEntry("listed", 2L);
        assertThat(runs.getLast().detail())
                .isEqualTo("2 rows left out: ETHUSDT: no contractSize; NEWUSDT: no baseAsset");
        venue.leftOut = List.of();
        venue.clock = NOON.plus(Duration.ofHours(40));
        lister.step();
        assertThat(Objects.requireNonNull(catalog.of("binance").entries().get("ETH/USDT")).status())
                .isEqualTo(ListingStatus.DELISTED);
    }

    @Test
    void a_market_whose_row_is_left_out_keeps_its_name_although_another_market_has_it_now() {
        lister.step();
        venue.rows = List.of(row("BTC/USDT", "BTCUSDT", TRADING),
                row("ETH/USDT", "ETHERUSDT", TRADING), row("XRP/USDT", "XRPUSDT", TRADING));
        venue.leftOut = List.of(new VenueListing.LeftOut("ETHUSDT", "no contractSize"));
        venue.clock = NOON.plus(Duration.ofHours(1));
        lister.step();
        assertThat(Objects.requireNonNull(catalog.of("binance").entries().get("ETH/USDT")).last().venueSymbol())
                .isEqualTo("ETHUSDT");
        assertThat(catalog.of("binance").entries()).hasSize(3);
        assertThat(runs.getLast().outcome()).isEqualTo(TaskReport.Outcome.PARTIAL);
        assertThat(runs.getLast().detail()).contains("1 rows left out: ETHUSDT: no contractSize",
                "ETH/USDT is the name of ETHUSDT and of ETHERUSDT: ETHUSDT keeps it, ETHERUSDT is left out");
    }

    @Test
    void a_market_that_is_absent_beside_a_row_without_a_name_is_kept_for_a_day() {
        lister.step();
        venue.listed = List.of("BTC/USDT", "XRP/USDT");
        venue.leftOut = List.of(new VenueListing.LeftOut("", "expected an object, but was NULL"));
        venue.clock = NOON.plus(Duration.ofHours(1));
        lister.step();
        venue.clock = NOON.plus(Duration.ofHours(24));
        lister.step();
        assertThat(catalog.of("binance").count(ListingStatus.TRADING)).isEqualTo(3);
        venue.clock = NOON.plus(Duration.ofHours(25));
        lister.step();
        assertThat(Objects.requireNonNull(catalog.of("binance").entries().get("ETH/USDT")).status())
                .isEqualTo(ListingStatus.DELISTED);
    }

    @Test
    void a_listing_of_which_most_rows_are_left_out_loses_no_market() {
        lister.step();
        venue.listed = List.of();
        venue.leftOut = List.of(new VenueListing.LeftOut("BTCUSDT", "odd"), new VenueListing.LeftOut("ETHUSDT", "odd"),
                new VenueListing.LeftOut("XRPUSDT", "odd"));
        for (int hour = 1; hour < 4; hour++) {
            venue.clock = NOON.plus(Duration.ofHours(hour));
            lister.step();
        }
        assertThat(catalog.of("binance").count(ListingStatus.TRADING)).isEqualTo(3);
    }

    @Test
    void what_is_stored_comes_back_from_the_topic_as_it_was() {
        lister.step();
        venue.listed = List.of("BTC/USDT", "ETH/USDT");
        venue.clock = NOON.plus(Duration.ofHours(1));
        lister.step();
        assertThat(stored).allSatisfy(each -> assertThat(ListingRecords.fromAvro(ListingRecords.toAvro(each)))
                .usingRecursiveComparison().ignoringFields("last.trading").isEqualTo(each));
    }

    private static Listing row(String asset, String venueSymbol, VenueState state) {
        return new Listing(new Market("binance", asset), venueSymbol, state, null, BigDecimal.ONE);
    }

    @Test
    void nothing_is_listed_by_a_clock_that_is_not_believed() {
        lister.step();
        Instant microseconds = Instant.ofEpochMilli(NOON.toEpochMilli() * 1000);
        venueAhead = Duration.between(NOON, microseconds);
        venue.clock = microseconds;
        assertThat(lister.step()).isEqualTo(Duration.ofSeconds(2));
        assertThat(lister.status().reason()).contains("its clock shows +57972", "ahead of ours");
        assertThat(catalog.of("binance").entries().values())
                .allSatisfy(listing -> assertThat(listing.lastSeen()).isEqualTo(NOON));
        assertThat(runs).extracting(TaskReport::outcome).containsExactly(TaskReport.Outcome.OK,
                TaskReport.Outcome.FAILED);
    }

    /// A venue whose clock and listing a test sets.
    private static final class Venue implements ListingClient {
        private Instant clock = NOON;
        private List<String> listed = List.of("BTC/USDT", "ETH/USDT", "XRP/USDT");
        private @Nullable List<Listing> rows;
        private List<VenueListing.LeftOut> leftOut = List.of();
        private @Nullable Failure failure;
        private boolean unavailable;

        @Override
        public String exchange() {
            return "binance";
        }

        @Override
        public Call<VenueListing> listing() {
            Failure instead = failure;
            return new Call.Completed<>(instead != null
                    ? Fetch.failed(instead)
                    : new Fetch.Ok<>(new VenueListing(rows != null
                            ? rows
                            : listed.stream().map(asset -> Listing.of(
                                    new Market("binance", asset), asset.replace("/", ""), true, "TRADING")).toList(),
                            leftOut)));
        }

        @Override
        public Call<Instant> serverTime() {
            return new Call.Completed<>(unavailable
                    ? Fetch.failed(new Failure.Unavailable("connection refused"))
                    : new Fetch.Ok<>(clock));
        }
    }
}
