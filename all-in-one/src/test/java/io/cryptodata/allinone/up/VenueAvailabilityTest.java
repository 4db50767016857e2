package io.cryptodata.allinone.up;

import io.cryptodata.producers.status.VenueStatus;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class VenueAvailabilityTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private List<VenueStatus> venues = List.of(VenueStatus.notPolled("okx"), VenueStatus.notPolled("bybit"));
    private final VenueAvailability changes = new VenueAvailability(() -> venues);

    @Test
    void a_venue_without_a_request_yet_is_not_reported() {
        assertThat(changes.next()).isEmpty();
    }

    @Test
    void each_change_of_a_venue_is_reported_once() {
        VenueStatus available = VenueStatus.notPolled("okx").available(NOON);
        VenueStatus failing = VenueStatus.notPolled("bybit").failed("unavailable: no route", NOON);
        venues = List.of(available, failing);
        assertThat(changes.next())
                .hasValueSatisfying(lines -> assertThat(lines.lines()).containsExactly("  okx: available",
                        "  bybit: unavailable, retrying: unavailable: no route"));
        venues = List.of(available.available(NOON.plusSeconds(1)), failing.failed("unavailable: timeout", NOON));
        assertThat(changes.next()).isEmpty();
        venues = List.of(available, failing.available(NOON));
        assertThat(changes.next()).hasValue("  bybit: available");
    }
}
