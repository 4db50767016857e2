package io.cryptodata.producers.listing;

import io.cryptodata.domain.listing.ExchangeListings;
import io.cryptodata.domain.listing.ListingStatus;
import io.cryptodata.domain.listing.RecordedListing;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.ratelimit.RequestBudget;
import io.cryptodata.producers.ratelimit.Share;
import io.cryptodata.producers.ratelimit.SteppedTime;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.BodyServer;
import io.cryptodata.producers.venue.ListingClient;
import io.cryptodata.producers.venue.ScriptedListing;
import io.cryptodata.producers.venue.VenueContext;
import io.cryptodata.producers.venue.xchange.XchangeVenues;
import io.cryptodata.service.task.TaskReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// A venue that XChange lists has what every other listing has: states with a history, suspicion, task runs, a status.
class XchangeListerTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private volatile String body = pairs("BTC/USD", "ETH/USD", "XRP/USD");
    private Instant now = NOON;
    private final HttpClient http = HttpTransport.newClient();
    private final BodyServer server = new BodyServer(_ -> body);
    private final List<TaskReport> runs = new ArrayList<>();
    private final ListingCatalog catalog = new ListingCatalog(new ListingStore() {
        @Override
        public Map<String, ExchangeListings> read() {
            return Map.of();
        }

        @Override
        public void write(List<RecordedListing> changed) {
            assertThat(changed).isNotEmpty();
        }
    }, () -> {});
    private final WallTime time = SteppedTime.of(() -> now);
    private final VenueLister lister = new VenueLister(client(), new DirectRunner(), ScriptedListing.clock(time),
            catalog,
            runs::add, () -> now);

    @AfterEach
    void close() {
        server.close();
        http.close();
    }

    @Test
    void a_market_that_is_gone_is_delisted_with_its_history() {
        lister.step();
        body = pairs("BTC/USD", "ETH/USD");
        now = NOON.plus(Duration.ofMinutes(55));
        lister.step();
        assertThat(status("BTC/USD")).isEqualTo(ListingStatus.TRADING);
        assertThat(status("XRP/USD")).isEqualTo(ListingStatus.DELISTED);
        assertThat(entry("XRP/USD").history()).hasSize(2);
        assertThat(runs).extracting(TaskReport::process).containsExactly("listing.bitstamp", "listing.bitstamp");
        assertThat(runs.getLast().counts()).containsEntry("listed", 2L).containsEntry("delisted", 1L);
    }

    @Test
    void a_listing_that_lacks_most_markets_is_not_accepted() {
        lister.step();
        body = pairs("BTC/USD");
        now = NOON.plus(Duration.ofMinutes(55));
        lister.step();
        assertThat(lister.suspicion()).isPresent();
        assertThat(status("XRP/USD")).isEqualTo(ListingStatus.TRADING);
        assertThat(runs.getLast().outcome()).isEqualTo(TaskReport.Outcome.PARTIAL);
    }

    @Test
    void a_venue_that_fails_is_reported_once_and_listed_again() {
        body = "{}";
        lister.step();
        lister.step();
        assertThat(lister.status().isOk()).isFalse();
        assertThat(runs).extracting(TaskReport::outcome).containsExactly(TaskReport.Outcome.FAILED);
        body = pairs("BTC/USD");
        lister.step();
        assertThat(lister.status().isOk()).isTrue();
        assertThat(status("BTC/USD")).isEqualTo(ListingStatus.TRADING);
    }

    private ListingClient client() {
        HttpTransport transport = new HttpTransport(http, Duration.ofSeconds(30), () -> now);
        return XchangeVenues.find("bitstamp").orElseThrow().client(new VenueContext(transport,
                BaseUrls.at(server.url()), new RequestBudget(Share.WHOLE, time), ScriptedListing.clock(time)));
    }

    private ListingStatus status(String asset) {
        return entry(asset).status();
    }

    private RecordedListing entry(String asset) {
        return Objects.requireNonNull(catalog.of("bitstamp").entries().get(asset));
    }

    private static String pairs(String... names) {
        return Stream.of(names).map("""
                {"name": "%s", "minimum_order": "10.0 USD", "base_decimals": 8, "counter_decimals": 2,
                 "trading": "Enabled", "instant_and_market_orders": "Enabled"}"""::formatted).toList().toString();
    }
}
