package io.cryptodata.producers.config;

import io.cryptodata.producers.config.ProducersConfig.Venue;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venues.KnownVenue;
import io.cryptodata.producers.venues.Venues;
import io.cryptodata.service.settings.Format;
import io.cryptodata.service.settings.RefusedValueException;
import io.cryptodata.service.settings.Setting;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.service.settings.Spelling;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Reads which venues are polled and the addresses of their APIs. `BINANCE_URL` replaces all addresses of a venue,
/// `BINANCE_LINEAR_URL` one of them.
final class VenueConfigReader {
    /// the address of a venue that is listed through XChange
    static final Setting<URI> LISTED_VENUE = Setting.of("<VENUE>_URL", Format.BASE_URL,
            "the address of the API of a venue of `PRODUCERS_XCHANGE_LISTINGS`, for example `PRODUCERS_BITSTAMP_URL`")
            .withDefaultInWords("the venue's own");

    private final Map<String, BaseUrls> urls = new HashMap<>();

    /// Reads the addresses of every supported venue, polled or not, so that their settings count as used.
    VenueConfigReader(Settings settings) {
        Venues.KNOWN.forEach(venue -> urls.put(venue.exchange(), urls(settings, venue)));
    }

    /// The venues whose candles are fetched.
    List<Venue> venues(Settings settings) {
        List<Venue> all = configured(Venues.KNOWN.stream().filter(KnownVenue::hasCandles).toList());
        return settings.get(venues("VENUES", all, "the venues whose candles are fetched"));
    }

    /// The venues whose listings are read.
    List<Venue> listings(Settings settings) {
        return settings.get(venues("LISTINGS", configured(Venues.KNOWN),
                "the venues whose listings are read; those of `PRODUCERS_VENUES` always are"));
    }

    private static Setting<List<Venue>> venues(String name, List<Venue> all, String meaning) {
        String names = String.join(",", all.stream().map(Venue::exchange).toList());
        return Setting.of(name, Format.of("a list of venues, of " + names, text -> named(text, all)), meaning)
                .withDefault(names);
    }

    private static List<Venue> named(String text, List<Venue> all) {
        List<Venue> venues = new ArrayList<>();
        for (String name : listOf(text)) {
            venues.add(all.stream().filter(venue -> venue.exchange().equals(name)).findFirst()
                    .orElseThrow(() -> new RefusedValueException(unsupported(name, all))));
        }
        return venues;
    }

    private static String unsupported(String name, List<Venue> all) {
        return name + " is none of them" + Spelling.nearest(name, all.stream().map(Venue::exchange).toList())
                .map(near -> "; did you mean " + near + "?").orElse("");
    }

    private List<Venue> configured(List<KnownVenue> venues) {
        return venues.stream()
                .map(venue -> new Venue(venue.exchange(), urls.getOrDefault(venue.exchange(), venue.urls()))).toList();
    }

    /// The distinct items of a comma-separated list.
    static List<String> listOf(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(item -> !item.isEmpty()).distinct().toList();
    }

    /// A venue whose main address is replaced has no request at its default addresses, unless they are set separately.
    static BaseUrls urls(Settings settings, KnownVenue venue) {
        URI main = url(settings, venue.exchange(), "", venue.urls().main());
        boolean replaced = !main.equals(venue.urls().main());
        Map<String, URI> parts = new HashMap<>();
        new TreeMap<>(venue.urls().others()).forEach((role, standard) -> parts.put(role,
                url(settings, venue.exchange(), role, replaced ? main : standard)));
        return new BaseUrls(main, parts);
    }

    private static URI url(Settings settings, String exchange, String role, URI standard) {
        String name = exchange + "_" + (role.isEmpty() ? "" : role + "_") + "URL";
        String which = role.isEmpty()
                ? "all addresses of the API of " + exchange + ", unless they are set, too"
                : "the address of the API of " + exchange + " for " + role;
        Setting<URI> setting = Setting.of(name.toUpperCase(Locale.ROOT), Format.BASE_URL, which)
                .withDefault(standard.toString());
        return settings.get(setting, standard);
    }
}
