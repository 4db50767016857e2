package io.cryptodata.producers.venue.xchange;

import io.cryptodata.service.settings.Spelling;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The venues that XChange's jars on the class path list, by name. The jars are read when a name is looked up for the first
/// time.
public final class XchangeVenues {
    /// the build's profile that adds jars
    private static final String PROFILE = "xchange-listings";

    /// The modules of XChange 5.2.1 that request the instruments of a venue that has no client of ours.
    private static final Set<String> MODULES = Set.of("ascendex", "bitfinex", "bitflyer", "bitmex", "bitstamp",
            "blockchain", "cexio", "coinbasepro", "coinex", "coinmate", "deribit", "exmo", "gemini", "hitbtc", "huobi",
            "krakenfutures", "latoken", "luno", "lykke", "poloniex", "quoine", "upbit", "yobit", "zaif");

    private XchangeVenues() {}

    private static final class OnClassPath {
        private static final XchangeJars JARS = XchangeJars.read(XchangeVenues.class.getClassLoader());
    }

    /// The venue of that name; empty if no jar on the class path lists it.
    public static Optional<XchangeVenue> find(String exchange) {
        return Optional.ofNullable(venues().get(exchange));
    }

    private static Map<String, XchangeVenue> venues() {
        return OnClassPath.JARS.venues();
    }

    /// Why no venue of that name is listed, and what to do.
    public static String describeUnknown(String exchange) {
        String module = XchangeJars.moduleOf(exchange);
        if (MODULES.contains(module)) {
            return exchange + " needs the jar xchange-" + module + ": add it to the profile " + PROFILE
                    + " in producers/pom.xml and build with -P" + PROFILE;
        }
        return exchange + (OnClassPath.JARS.withoutListing().contains(exchange)
                ? " is listed by a file in XChange's jar, not by the venue"
                : " is no venue that XChange lists") + nearest(exchange);
    }

    private static String nearest(String exchange) {
        Set<String> all = new TreeSet<>(MODULES);
        all.addAll(venues().keySet());
        List<String> nearest = Spelling.near(exchange, all);
        return nearest.isEmpty()
                ? "; there are " + String.join(", ", all)
                : "; did you mean " + String.join(" or ", nearest) + "?";
    }
}
