package io.cryptodata.api.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Checks every request before it is routed: Host, Origin, method, token, and the limits of requests in progress.
final class Gate implements Filter {
    private static final String STREAM = ApiServer.BASE + "/stream";
    /// without a token, so that the page can ask for one
    private static final String ABOUT = ApiServer.BASE + "/about";
    private static final List<String> OF_PAGE = List.of("GET", "HEAD");
    private static final List<String> OF_READING = List.of("GET");
    /// of the other paths
    private static final Map<String, List<String>> METHODS = Map.of(ApiServer.BASE + "/graphql", List.of("POST"),
            ApiServer.BASE + "/operator/actions", List.of("GET", "POST"),
            ApiServer.BASE + "/operator/declarations", List.of("PUT", "DELETE"),
            ApiServer.BASE + "/operator/flags", List.of("PUT", "DELETE"));
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int NO_CONTENT = 204;
    private static final List<Header> SECURITY = List.of(HeaderValues.create("X-Content-Type-Options", "nosniff"),
            HeaderValues.create("Referrer-Policy", "no-referrer"),
            HeaderValues.create("Cross-Origin-Opener-Policy", "same-origin"));
    private static final Header OWN_RESOURCE = HeaderValues.create("Cross-Origin-Resource-Policy", "same-origin");
    private static final HeaderName ALLOW_ORIGIN = HeaderNames.create("Access-Control-Allow-Origin");
    private static final Header ALLOW_METHODS = HeaderValues.create("Access-Control-Allow-Methods",
            "GET, POST, PUT, DELETE");
    private static final Header ALLOW_HEADERS = HeaderValues.create("Access-Control-Allow-Headers",
            "Authorization, Content-Type, Last-Event-ID");
    private static final Header EXPOSED_HEADERS = HeaderValues.create("Access-Control-Expose-Headers",
            "Next-Cursor, Retry-After");
    private static final Header CORS_AGE = HeaderValues.create("Access-Control-Max-Age", "600");

    private final ServerConfig config;
    private final Admission requests;
    private final Admission streams;
    private final RequestMeters meters;

    Gate(ServerConfig config, Admission requests, Admission streams, RequestMeters meters) {
        this.config = config;
        this.requests = requests;
        this.streams = streams;
        this.meters = meters;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        long start = System.nanoTime();
        ClientConnection connection = ClientConnection.current();
        if (!request.prologue().method().text().equals("HEAD")) { // with a filter Content-Length would be that of no body
            response.streamFilter(out -> new TimedOutput(out, connection));
        }
        try {
            pass(chain, request, response, connection);
        } catch (ProblemException refused) {
            Problems.send(request, response, refused);
            response.commit();
        } finally {
            meters.finished(request, response, System.nanoTime() - start);
            connection.responded();
        }
        if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
                || response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
            response.commit();
            throw new CloseConnectionException("after the last response"); // the server itself would wait for the client
        }
    }

    private void pass(FilterChain chain, RoutingRequest request, RoutingResponse response,
            ClientConnection connection) {
        String path = request.path().absolute().path();
        boolean api = path.startsWith(ApiServer.BASE + "/");
        SECURITY.forEach(response.headers()::set);
        config.origins().requireHost(request);
        if (api) {
            config.origins().requireOwnPage(request);
            if (answeredToBrowser(request, response)) {
                return;
            }
        }
        requireMethod(request, response, path, api);
        if (api && !path.equals(ABOUT)) {
            config.access().requireReader(request);
        }
        connection.requested();
        boolean stream = path.equals(STREAM);
        try (Admission.Permit permit = (stream ? streams : requests).enter(connection.client())) {
            connection.admitted(stream ? () -> {} : permit::giveUp);
            chain.proceed();
        }
    }

    /// Sets the CORS headers of an allowed origin, and answers its preflight request.
    private boolean answeredToBrowser(ServerRequest request, RoutingResponse response) {
        Optional<String> origin = config.origins().allowedOrigin(request);
        if (origin.isEmpty()) {
            response.headers().set(OWN_RESOURCE);
            return false;
        }
        response.headers().set(ALLOW_ORIGIN, origin.get()).set(EXPOSED_HEADERS);
        response.headers().set(HeaderNames.VARY, "Origin");
        boolean asks = request.prologue().method().text().equals("OPTIONS");
        if (asks) {
            response.headers().set(ALLOW_METHODS).set(ALLOW_HEADERS).set(CORS_AGE);
            response.status(NO_CONTENT).send();
            response.commit();
        }
        return asks;
    }

    private static void requireMethod(ServerRequest request, ServerResponse response, String path, boolean api) {
        List<String> allowed = api ? METHODS.getOrDefault(path, OF_READING) : OF_PAGE;
        if (!allowed.contains(request.prologue().method().text())) {
            String methods = String.join(", ", allowed);
            response.headers().set(HeaderNames.ALLOW, methods);
            throw new ProblemException(METHOD_NOT_ALLOWED, "method not allowed",
                    "the methods of this path are " + methods);
        }
    }
}
