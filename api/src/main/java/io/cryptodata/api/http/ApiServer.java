package io.cryptodata.api.http;

import io.cryptodata.service.lifecycle.SetupException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.micrometer.core.instrument.MeterRegistry;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/// The HTTP server of the read API and the page, on virtual threads.
public final class ApiServer implements AutoCloseable {
    /// The path below which all resources are.
    public static final String BASE = "/api/v1";

    private static final int BACKLOG = 1000;
    private static final int WRITE_BUFFER = 16 << 10;
    private static final Duration MAX_WAIT = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofMillis(500);

    private final ServerConfig config;
    private final Connections connections;
    private final WebServer server;

    /// Does not open the port yet.
    ///
    /// @param resources below `/api/v1`
    /// @param meters of the process
    public ApiServer(ServerConfig config, List<Resource> resources, MeterRegistry meters) {
        this.config = config;
        Limits limits = config.limits();
        Http1Config http = Http1Config.builder().maxHeadersSize(RefusedRequests.LARGEST_HEADERS)
                .maxPrologueLength(RefusedRequests.LONGEST_ADDRESS).build();
        this.connections = new Connections(Http1ConnectionSelector.builder().config(http).build(), limits,
                new Admission("bulk responses", limits.bulk(), limits.bulkPerClient(), MAX_WAIT));
        Gate gate = new Gate(config,
                new Admission("requests", limits.requests(), limits.requestsPerClient(), MAX_WAIT),
                new Admission("streams", limits.streams(), limits.streamsPerClient(), Duration.ZERO),
                new RequestMeters(meters, connections));
        this.server = WebServer.builder().host(config.host()).port(config.port()).backlog(BACKLOG)
                .shutdownHook(false).useNio(false).maxPayloadSize(Bodies.LARGEST).writeBufferSize(WRITE_BUFFER)
                .maxTcpConnections(limits.connections()).shutdownGracePeriod(GRACE)
                .connectionOptions(socket -> socket.readTimeout(limits.requestTimeout()).tcpNoDelay(true))
                .protocolsDiscoverServices(false).addConnectionSelector(connections)
                .errorHandling(reasons -> reasons.includeEntity(true)).directHandlers(RefusedRequests::handleAll)
                .routing(routing(gate, resources)).build();
    }

    private static HttpRouting.Builder routing(Gate gate, List<Resource> resources) {
        Page page = new Page();
        return HttpRouting.builder().addFilter(gate).error(Throwable.class, Problems::send)
                .register(BASE, rules -> api(rules, resources)).register("/", page::routes);
    }

    private static void api(HttpRules rules, List<Resource> resources) {
        resources.forEach(resource -> resource.routes(rules));
        rules.any((request, response) -> {
            throw ProblemException
                    .notFound("there is no such route; " + BASE + "/openapi.json lists the routes and their methods");
        });
    }

    /// Opens the port and serves from then on.
    ///
    /// @throws SetupException if the port is in use
    public void start() {
        try {
            server.start();
        } catch (RuntimeException e) {
            throw new SetupException(refusal(String.valueOf(rootOf(e).getMessage())), e);
        }
        // an address that this machine does not have is logged by the server, and not thrown
        if (!server.isRunning() || server.port() < 0) {
            server.stop();
            throw new SetupException(refusal("is it an address of this machine?"));
        }
        connections.start();
    }

    private String refusal(String reason) {
        return "the page and the read API cannot listen on " + config.host() + ":" + config.port() + " (" + reason
                + "): free the port, or choose another one with --api-port or API_PORT";
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
        connections.close();
    }
}
