package io.cryptodata.simulator.venue;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An HTTP server, on 127.0.0.1 unless another address is given, with one handler per venue, below the path `/<venue>/`.
public final class VenueServer implements AutoCloseable {
    private static final int BACKLOG = 4096;
    private static final String IDLE_CONNECTIONS = "10000";
    /// longer than any client keeps a connection, so that the client always closes it first
    private static final String IDLE_SECONDS = "300";

    static {
        // without it, every response on a kept-alive connection waits for a delayed acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", IDLE_CONNECTIONS);
        System.setProperty("sun.net.httpserver.idleInterval", IDLE_SECONDS);
    }

    private final HttpServer server;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

    /// Starts the server on 127.0.0.1.
    ///
    /// @param port 0 for any free one
    /// @param venues handlers by venue id
    public VenueServer(int port, Map<String, ? extends HttpHandler> venues) {
        this(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), venues);
    }

    /// Starts the server.
    ///
    /// @param address port 0 for any free one
    /// @param venues handlers by venue id
    public VenueServer(InetSocketAddress address, Map<String, ? extends HttpHandler> venues) {
        try {
            server = HttpServer.create(address, BACKLOG);
        } catch (BindException e) {
            throw new IllegalStateException("port " + address.getPort()
                    + " for the simulated venues is in use: stop the process that uses it or choose another port", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + address, e);
        }
        venues.forEach((exchange, handler) -> server.createContext("/" + exchange + "/", handler));
        server.setExecutor(requests);
        server.start();
    }

    /// For example `http://127.0.0.1:8090`, also where it listens on every address.
    public URI url() {
        InetAddress host = server.getAddress().getAddress();
        return URI.create("http://" + (host.isAnyLocalAddress() ? "127.0.0.1" : host.getHostAddress()) + ":"
                + server.getAddress().getPort());
    }

    /// The base address of a venue, for example `http://127.0.0.1:8090/binance` for `https://api.binance.com`.
    public URI url(String exchange) {
        return URI.create(url() + "/" + exchange);
    }

    @Override
    public void close() {
        server.stop(0);
        requests.shutdownNow();
    }
}
