package io.cryptodata.producers;

import io.cryptodata.domain.ledger.Work;
import io.cryptodata.producers.polling.VenueAccess;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.Priority;
import io.cryptodata.producers.venue.VenueConnection;
import io.cryptodata.producers.venue.VenueGate;
import io.cryptodata.producers.venue.WallTime;
import io.cryptodata.producers.venue.binance.BinanceClient;
import io.cryptodata.producers.venue.binance.BinanceVenue;
import io.micrometer.core.instrument.MeterRegistry;

import java.net.http.HttpClient;
import java.util.List;

/// The venues that a client speaks to.
final class Venues {
    private static final List<String> KNOWN = List.of(BinanceClient.EXCHANGE);

    private Venues() {}

    /// The way to one venue, with budget and repeats.
    ///
    /// @throws ProducersException if no client speaks to it
    static VenueAccess access(ProducersConfig.Venue venue, HttpClient http, MeterRegistry metrics) {
        if (!venue.exchange().equals(BinanceClient.EXCHANGE)) {
            throw new ProducersException("no client speaks to the venue '" + venue.exchange() + "' yet; there are "
                    + String.join(", ", KNOWN) + ": change " + ProducersConfig.PREFIX + "VENUES");
        }
        VenueGate gate = BinanceVenue.gate(new VenueConnection(http, BaseUrls.at(venue.baseUrl()), WallTime.real(), metrics));
        return priority -> gate.at(priorityOf(priority));
    }

    private static Priority priorityOf(Work.Priority priority) {
        return switch (priority) {
            case LIVE -> Priority.LIVE;
            case REPAIR -> Priority.REPAIR;
            case BACKFILL -> Priority.BACKFILL;
        };
    }
}
