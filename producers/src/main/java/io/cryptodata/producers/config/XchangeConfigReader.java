package io.cryptodata.producers.config;

import io.cryptodata.producers.config.ProducersConfig.Venue;
import io.cryptodata.producers.venue.xchange.XchangeVenues;
import io.cryptodata.producers.venues.Venues;
import io.cryptodata.service.settings.Settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads which venues are listed through XChange, and the addresses of their APIs: `BITSTAMP_URL`.
final class XchangeConfigReader {
    private static final String LISTINGS = "XCHANGE_LISTINGS";
    /// XChange's names of venues that have a client here by another name
    private static final Map<String, String> OTHER_NAMES = Map.of("gateio", "gate", "okex", "okx");

    private XchangeConfigReader() {}

    static List<Venue> read(Settings settings) {
        List<String> names = VenueConfigReader.listOf(settings.text(LISTINGS, ""));
        List<Venue> venues = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String name : names) {
            problem(name).ifPresent(problems::add);
            Venues.listedByXchange(name)
                    .map(venue -> new Venue(name, VenueConfigReader.urls(settings, venue))).ifPresent(venues::add);
        }
        return settings.parsed(LISTINGS, List.of(),
                "a list of venues that XChange lists (" + String.join("; ", problems) + ")", _ -> {
                    if (!problems.isEmpty()) {
                        throw new IllegalArgumentException("unknown venues");
                    }
                    return venues;
                });
    }

    private static Optional<String> problem(String name) {
        String ours = OTHER_NAMES.getOrDefault(name, name);
        if (Venues.names().contains(ours)) {
            return Optional.of(name + " has a client of its own: name it in " + ProducersConfig.PREFIX + "LISTINGS"
                    + (ours.equals(name) ? "" : " as " + ours));
        }
        return Venues.listedByXchange(name).isPresent()
                ? Optional.empty()
                : Optional.of(XchangeVenues.describeUnknown(name));
    }
}
