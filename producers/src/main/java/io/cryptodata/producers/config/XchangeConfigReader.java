package io.cryptodata.producers.config;

import io.cryptodata.producers.config.ProducersConfig.Venue;
import io.cryptodata.producers.venue.xchange.XchangeVenues;
import io.cryptodata.producers.venues.Venues;
import io.cryptodata.service.settings.Format;
import io.cryptodata.service.settings.RefusedValueException;
import io.cryptodata.service.settings.Setting;
import io.cryptodata.service.settings.Settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads which venues are listed through XChange, and the addresses of their APIs: `BITSTAMP_URL`.
final class XchangeConfigReader {
    private static final Setting<List<String>> LISTINGS = Setting
            .of("XCHANGE_LISTINGS",
                    Format.of("a list of venues that XChange lists", XchangeConfigReader::names),
                    "more venues whose listings are read, through XChange, for example `bitstamp,coinbase`")
            .withDefaultInWords("none");
    /// XChange's names of venues that have a client here by another name
    private static final Map<String, String> OTHER_NAMES = Map.of("gateio", "gate", "okex", "okx");

    private XchangeConfigReader() {}

    static List<Venue> read(Settings settings) {
        settings.declareFamily(VenueConfigReader.LISTED_VENUE);
        List<String> names = settings.get(LISTINGS, List.of());
        return names.stream().flatMap(name -> Venues.listedByXchange(name).stream()
                .map(venue -> new Venue(name, VenueConfigReader.urls(settings, venue)))).toList();
    }

    private static List<String> names(String text) {
        List<String> names = VenueConfigReader.listOf(text);
        List<String> problems = names.stream().flatMap(name -> problem(name).stream()).toList();
        if (!problems.isEmpty()) {
            throw new RefusedValueException(String.join("; ", problems));
        }
        return names;
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
