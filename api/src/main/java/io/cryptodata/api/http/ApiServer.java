package io.cryptodata.api.http;

import io.cryptodata.service.lifecycle.SetupException;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http1.Http1Config;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/// The HTTP server of the read API and the page, on virtual threads.
public final class ApiServer implements AutoCloseable {
    /// The path below which all resources are.
    public static final String BASE = "/api/v1";

    private static final int HEADER_BYTES = 16 << 10;
    private static final int REQUEST_LINE_BYTES = 8 << 10;
    private static final int BACKLOG = 1000;
    private static final HeaderName NO_SNIFF = HeaderNames.create("X-Content-Type-Options");
    private static final HeaderName REFERRER = HeaderNames.create("Referrer-Policy");
    private static final HeaderName RESOURCE_POLICY = HeaderNames.create("Cross-Origin-Resource-Policy");

    private final ServerConfig config;
    private final WebServer server;

    /// Does not open the port yet.
    ///
    /// @param resources below `/api/v1`
    public ApiServer(ServerConfig config, List<Resource> resources) {
        this.config = config;
        Page page = new Page();
        HttpRouting.Builder routing = HttpRouting.builder();
        routing.addFilter(this::filter);
        routing.error(Throwable.class, Problems::send);
        routing.register(BASE, rules -> {
            resources.forEach(resource -> resource.routes(rules));
            rules.any((request, _) -> {
                throw ProblemException
                        .notFound("there is no such route; the routes are listed at /api/v1/openapi.json");
            });
        });
        routing.register("/", page::routes);
        this.server = WebServer.builder().host(config.host()).port(config.port()).backlog(BACKLOG)
                .shutdownHook(false).useNio(false).routing(routing)
                .maxPayloadSize(Bodies.LARGEST)
                .maxTcpConnections(config.limits().connections())
                .idleConnectionTimeout(Duration.ofMinutes(1)).idleConnectionPeriod(Duration.ofSeconds(5))
                .shutdownGracePeriod(Duration.ofMillis(500))
                .connectionOptions(socket -> socket.readTimeout(config.limits().requestTimeout()))
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.builder().maxHeadersSize(HEADER_BYTES).maxPrologueLength(REQUEST_LINE_BYTES)
                        .build())
                .build();
    }

    private void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        response.headers().set(NO_SNIFF, "nosniff");
        response.headers().set(REFERRER, "no-referrer");
        response.headers().set(RESOURCE_POLICY, "same-origin");
        config.origins().requireHost(request);
        if (request.path().path().startsWith(BASE + "/")) {
            config.origins().requireOwnPage(request);
            if (!request.path().path().equals(BASE + "/about")) {
                config.access().requireReader(request);
            }
        }
        chain.proceed();
    }

    /// Opens the port and serves from then on.
    ///
    /// @throws SetupException if the port is in use
    public void start() {
        try {
            server.start();
        } catch (RuntimeException e) {
            server.stop();
            throw new SetupException("the page and the read API cannot listen on " + config.host() + ":" + config.port()
                    + " (" + rootOf(e).getMessage() + "): free the port, or choose another one with API_PORT", e);
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : rootOf(cause);
    }

    /// For example `http://127.0.0.1:5556`.
    public String url() {
        String host = new InetSocketAddress(config.host(), 0).getAddress().isAnyLocalAddress()
                ? "127.0.0.1"
                : config.host();
        return "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + server.port();
    }

    /// Whether the port is open.
    public boolean isRunning() {
        return server.isRunning();
    }

    @Override
    public void close() {
        server.stop();
    }
}
