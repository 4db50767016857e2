package io.cryptodata.producers.listing;

import io.cryptodata.domain.listing.ExchangeListings;
import io.cryptodata.domain.listing.ListingStatus;
import io.cryptodata.domain.listing.RecordedListing;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ListingClient;
import io.cryptodata.service.task.TaskReport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class VenueListerTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

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
    private final ListingCatalog catalog = new ListingCatalog(store, () -> wakes++);
    private final VenueLister lister = new VenueLister(venue, new DirectRunner(), catalog, runs::add, () -> NOON);

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
        assertThat(runs).extracting(TaskReport::outcome).containsOnly(TaskReport.Outcome.FAILED);
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
    void what_is_stored_comes_back_from_the_topic_as_it_was() {
        lister.step();
        venue.listed = List.of("BTC/USDT", "ETH/USDT");
        venue.clock = NOON.plus(Duration.ofHours(1));
        lister.step();
        assertThat(stored).allSatisfy(each -> assertThat(ListingRecords.fromAvro(ListingRecords.toAvro(each)))
                .usingRecursiveComparison().ignoringFields("last.trading").isEqualTo(each));
    }

    /// A venue whose clock and listing a test sets.
    private static final class Venue implements ListingClient {
        private Instant clock = NOON;
        private List<String> listed = List.of("BTC/USDT", "ETH/USDT", "XRP/USDT");
        private @Nullable Failure failure;
        private boolean unavailable;

        @Override
        public String exchange() {
            return "binance";
        }

        @Override
        public Call<List<Listing>> listing() {
            Failure instead = failure;
            return new Call.Completed<>(instead != null
                    ? Fetch.failed(instead)
                    : new Fetch.Ok<>(listed.stream().map(asset -> Listing.of(new Market("binance", asset),
                            asset.replace("/", ""), true, "TRADING")).toList()));
        }

        @Override
        public Call<Instant> serverTime() {
            return new Call.Completed<>(unavailable
                    ? Fetch.failed(new Failure.Unavailable("connection refused"))
                    : new Fetch.Ok<>(clock));
        }
    }
}
