package io.cryptodata.api.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The allowed values of Host and Origin. Host is checked against DNS rebinding, where another site lets its own name resolve
/// to this machine; Origin, because a browser sends requests here on behalf of any site.
///
/// @param hosts names besides those of the loopback interface, in lower case, without ports; addresses of IPv6 in brackets
/// @param origins of pages elsewhere, such as `https://dashboard.example`
public record Origins(Set<String> hosts, Set<String> origins) {
    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    private static final int FORBIDDEN = 403;

    public Origins {
        hosts = hosts.stream().map(Origins::inBrackets).collect(Collectors.toUnmodifiableSet());
    }

    private static String inBrackets(String host) {
        return host.indexOf(':') < 0 || host.startsWith("[") ? host : "[" + host + "]";
    }

    /// The names of the loopback interface, and no pages elsewhere.
    public static Origins ofLoopback() {
        return new Origins(Set.of(), Set.of());
    }

    /// @throws ProblemException if Host is not an allowed name
    void requireHost(ServerRequest request) {
        String host = hostOf(request.headers().first(HeaderNames.HOST).orElse(""));
        if (!LOOPBACK.contains(host) && !hosts.contains(host)) {
            throw new ProblemException(FORBIDDEN, "unknown host",
                    "the header Host names '%s', which this server does not serve: add it to API_ALLOWED_HOSTS"
                            .formatted(printable(host)));
        }
    }

    /// @throws ProblemException if a page of another site sent the request
    void requireOwnPage(ServerRequest request) {
        Optional<String> origin = request.headers().first(HeaderNames.ORIGIN);
        if (origin.isPresent() && !isOwn(request, origin.get()) && !origins.contains(origin.get())) {
            throw new ProblemException(FORBIDDEN, "unknown origin",
                    "pages of '%s' may not read this server: add it to API_ALLOWED_ORIGINS"
                            .formatted(printable(origin.get())));
        }
        Optional<String> site = request.headers().first(FETCH_SITE);
        if (origin.isEmpty() && site.isPresent() && !OWN_SITE.contains(site.get())) {
            throw new ProblemException(FORBIDDEN, "unknown origin", "pages elsewhere may not read this server");
        }
    }

    /// The allowed origin of another site; empty for any other request.
    Optional<String> allowedOrigin(ServerRequest request) {
        return request.headers().first(HeaderNames.ORIGIN).filter(origins::contains);
    }

    /// Whether the page was served under the name that the request is addressed to.
    private static boolean isOwn(ServerRequest request, String origin) {
        String host = request.headers().first(HeaderNames.HOST).orElse("");
        return !host.isEmpty() && (origin.equalsIgnoreCase("http://" + host)
                || origin.equalsIgnoreCase("https://" + host));
    }

    /// In lower case, without the port.
    static String hostOf(String authority) {
        int port = authority.lastIndexOf(':');
        boolean hasPort = port > authority.lastIndexOf(']');
        return (hasPort ? authority.substring(0, port) : authority).toLowerCase(Locale.ROOT);
    }

    private static String printable(String text) {
        return text.length() > 100 ? text.substring(0, 100) : text;
    }
}
