package io.cryptodata.producers.venue.xchange;

import org.knowm.xchange.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/// What XChange's jars on a class path have: a class `…Exchange` for each venue.
///
/// @param venues that request their instruments, by id
/// @param withoutListing the ids of those that do not
record XchangeJars(Map<String, XchangeVenue> venues, Set<String> withoutListing) {
    private static final Logger LOG = LoggerFactory.getLogger(XchangeJars.class);
    private static final String ROOT = "org/knowm/xchange/";
    private static final Pattern EXCHANGE = Pattern.compile(ROOT + "(?:\\w+/)+(\\w+)Exchange\\.class");

    /// XChange's class of this name has no listing; the class of another name lists the same markets.
    private static final String COINBASE = "coinbase";
    private static final String COINBASE_MODULE = "coinbasepro";
    /// [products](https://docs.cdp.coinbase.com/exchange/reference/exchangerestapi_getproducts)
    private static final URI COINBASE_URL = URI.create("https://api.exchange.coinbase.com");

    XchangeJars {
        venues = Collections.unmodifiableMap(new TreeMap<>(venues));
        withoutListing = Set.copyOf(withoutListing);
    }

    /// The name of the jar, without `xchange-`, that lists this venue if there is one.
    static String moduleOf(String exchange) {
        return exchange.equals(COINBASE) ? COINBASE_MODULE : exchange;
    }

    static XchangeJars read(ClassLoader loader) {
        Map<String, XchangeVenue> venues = new TreeMap<>();
        Set<String> others = new TreeSet<>();
        for (String file : files(loader)) {
            Matcher matcher = EXCHANGE.matcher(file);
            if (matcher.matches()) {
                String exchange = matcher.group(1).toLowerCase(Locale.ROOT);
                others.add(exchange);
                // of several versions of an API the last one counts
                venue(exchange, file, loader).ifPresent(venue -> venues.put(exchange, venue));
            }
        }
        XchangeVenue coinbase = venues.get(COINBASE_MODULE);
        if (coinbase != null) {
            venues.put(COINBASE, new XchangeVenue(COINBASE, coinbase.type(), COINBASE_URL));
        }
        others.removeAll(venues.keySet());
        return new XchangeJars(venues, others);
    }

    private static Optional<XchangeVenue> venue(String exchange, String file, ClassLoader loader) {
        String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
        try {
            return XchangeVenue.of(exchange, Class.forName(name, false, loader).asSubclass(Exchange.class));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.warn("XChange's {} cannot be used: {}", name, e.toString());
            return Optional.empty();
        }
    }

    /// The files below XChange's package in all jars that have it, sorted.
    private static Set<String> files(ClassLoader loader) {
        Set<String> names = new TreeSet<>();
        try {
            for (URL root : Collections.list(loader.getResources(ROOT))) {
                if (root.openConnection() instanceof JarURLConnection jar) {
                    jar.setUseCaches(false);
                    try (JarFile opened = jar.getJarFile()) {
                        opened.stream().map(ZipEntry::getName).forEach(names::add);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("XChange's jars cannot be read", e);
        }
        return names;
    }
}
