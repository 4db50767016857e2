package io.cryptodata.producers.config;

import io.cryptodata.producers.venues.KnownVenue;
import io.cryptodata.producers.venues.Venues;
import io.cryptodata.producers.config.ProducersConfig.Venue;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.service.settings.Settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads which venues are asked and where they are. `BINANCE_URL` moves all of a venue, `BINANCE_LINEAR_URL` a part of it.
final class VenueConfigReader {
    private final Map<String, BaseUrls> urls = new HashMap<>();

    /// Looks for the address of every venue that a client speaks to, asked or not, so that no name is unknown.
    VenueConfigReader(Settings settings) {
        Venues.KNOWN.forEach(venue -> urls.put(venue.exchange(), urls(settings, venue)));
    }

    /// A list of names.
    ///
    /// @throws IllegalArgumentException if no client speaks to one of them
    List<Venue> named(String text) {
        List<Venue> venues = new ArrayList<>();
        for (String name : words(text)) {
            BaseUrls where = urls.get(name);
            if (where == null) {
                throw new IllegalArgumentException("no client speaks to " + name);
            }
            venues.add(new Venue(name, where));
        }
        return venues;
    }

    /// The same, of venues with candles.
    List<Venue> withCandles(String text) {
        List<Venue> venues = named(text);
        if (venues.stream().anyMatch(venue -> !Venues.named(venue.exchange()).hasCandles())) {
            throw new IllegalArgumentException("only the listing is read of one of " + text);
        }
        return venues;
    }

    /// Every venue whose candles can be fetched.
    static String allWithCandles() {
        return String.join(",",
                Venues.KNOWN.stream().filter(KnownVenue::hasCandles).map(KnownVenue::exchange).toList());
    }

    /// Words between commas.
    static List<String> words(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(word -> !word.isEmpty()).distinct().toList();
    }

    /// A venue that was moved as a whole is all there, unless a part of it has an address of its own.
    private static BaseUrls urls(Settings settings, KnownVenue venue) {
        URI main = url(settings, venue.exchange(), "", venue.urls().main());
        boolean moved = !main.equals(venue.urls().main());
        Map<String, URI> parts = new HashMap<>();
        venue.urls().others().forEach((role, standard) -> parts.put(role,
                url(settings, venue.exchange(), role, moved ? main : standard)));
        return new BaseUrls(main, parts);
    }

    private static URI url(Settings settings, String exchange, String role, URI standard) {
        String name = exchange + "_" + (role.isEmpty() ? "" : role + "_") + "URL";
        return settings.parsed(name.toUpperCase(Locale.ROOT), standard, "a URL like " + standard, Settings::baseUrl);
    }
}
