package io.cryptodata.producers.listing;

import io.cryptodata.domain.listing.ExchangeListings;
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
import io.cryptodata.service.retry.Await;
import io.cryptodata.service.task.TaskReport;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;

/// Listings that an operator requests.
class RequestedListingTest implements ListingClient, ListingStore {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final List<TaskReport> runs = new CopyOnWriteArrayList<>();
    private volatile Instant clock = NOON;
    private volatile boolean isReadable = true;
    private volatile boolean isPaused;
    private final VenueLister lister = new VenueLister(this, new DirectRunner(),
            ScriptedListing.clock(SteppedTime.of(this::clock)), new ListingCatalog(this, () -> {}), runs::add,
            () -> NOON);

    @Test
    void a_requested_listing_is_done_whatever_the_time_and_recorded_even_if_it_fails_as_before() {
        lister.step();
        lister.step();
        assertThat(runs).hasSize(1);
        lister.request();
        lister.step();
        lister.step();
        assertThat(runs).hasSize(2);
        isReadable = false;
        clock = NOON.plus(Duration.ofHours(1));
        lister.step();
        lister.step();
        assertThat(runs).as("recorded once").hasSize(3);
        lister.request();
        lister.step();
        assertThat(runs).hasSize(4).last().extracting(TaskReport::outcome).isEqualTo(TaskReport.Outcome.FAILED);
    }

    @Test
    void a_request_ends_the_pause_before_the_next_listing_and_a_paused_venue_is_not_listed() {
        FetchPause pause = () -> isPaused ? Optional.of("paused") : Optional.empty();
        try (ListingJob job = new ListingJob(List.of(lister), WallTime.real(), _ -> pause)) {
            job.start();
            assertThat(Await.until(() -> runs.size() == 1, TIMEOUT)).isTrue();
            job.request("okx");
            job.request("binance");
            assertThat(Await.until(() -> runs.size() == 2, TIMEOUT)).isTrue();
            isPaused = true;
            job.request("binance");
            assertThat(Await.until(() -> runs.size() == 3, Duration.ofSeconds(3))).isFalse();
            isPaused = false;
            assertThat(Await.until(() -> runs.size() == 3, TIMEOUT)).isTrue();
        }
    }

    private Instant clock() {
        return clock;
    }

    @Override
    public String exchange() {
        return "binance";
    }

    @Override
    public Call<VenueListing> listing() {
        return isReadable
                ? Call.value(VenueListing.of(
                        List.of(Listing.of(new Market("binance", "BTC/USDT"), "BTCUSDT", true, "TRADING"))))
                : new Call.Completed<>(Fetch.failed(new Failure.Unreadable("HTML", "<html>")));
    }

    @Override
    public Call<Instant> serverTime() {
        return Call.value(clock);
    }

    @Override
    public Map<String, ExchangeListings> read() {
        return Map.of();
    }

    @Override
    public void write(List<RecordedListing> changed) {
        // nothing is read again
    }
}
