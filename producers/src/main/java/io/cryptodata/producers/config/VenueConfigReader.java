package io.cryptodata.producers.config;

import io.cryptodata.producers.config.ProducersConfig.Venue;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venues.KnownVenue;
import io.cryptodata.producers.venues.Venues;
import io.cryptodata.service.settings.Settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads which venues are polled and the addresses of their APIs. `BINANCE_URL` replaces all addresses of a venue,
/// `BINANCE_LINEAR_URL` one of them.
final class VenueConfigReader {
    private final Map<String, BaseUrls> urls = new HashMap<>();

    /// Reads the addresses of every supported venue, polled or not, so that their settings count as used.
    VenueConfigReader(Settings settings) {
        Venues.KNOWN.forEach(venue -> urls.put(venue.exchange(), urls(settings, venue)));
    }

    /// A list of venues by name.
    ///
    /// @throws IllegalArgumentException if one of them is not supported
    List<Venue> named(String text) {
        List<Venue> venues = new ArrayList<>();
        for (String name : listOf(text)) {
            BaseUrls where = urls.get(name);
            if (where == null) {
                throw new IllegalArgumentException("unsupported venue " + name);
            }
            venues.add(new Venue(name, where));
        }
        return venues;
    }

    /// A list of venues with candles by name.
    ///
    /// @throws IllegalArgumentException if one of them is not supported, or only its listing is
    List<Venue> withCandles(String text) {
        List<Venue> venues = named(text);
        if (venues.stream().anyMatch(venue -> !Venues.named(venue.exchange()).hasCandles())) {
            throw new IllegalArgumentException("only the listing of one of " + text + " is supported");
        }
        return venues;
    }

    List<Venue> all() {
        return configured(Venues.KNOWN);
    }

    List<Venue> allWithCandles() {
        return configured(Venues.KNOWN.stream().filter(KnownVenue::hasCandles).toList());
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
        venue.urls().others().forEach((role, standard) -> parts.put(role,
                url(settings, venue.exchange(), role, replaced ? main : standard)));
        return new BaseUrls(main, parts);
    }

    private static URI url(Settings settings, String exchange, String role, URI standard) {
        String name = exchange + "_" + (role.isEmpty() ? "" : role + "_") + "URL";
        return settings.parsed(name.toUpperCase(Locale.ROOT), standard, "a URL like " + standard, Settings::baseUrl);
    }
}
