package io.cryptodata.api.http;

import io.cryptodata.service.loop.Loop;
import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// The open connections. Those of one client are limited in number, and each is cut off when a request does not arrive in
/// time or a response is not received in time.
///
/// A request whose client receives slowly no longer counts against the requests in progress. The number of such requests is
/// limited, too; beyond it the slowest is cut off.
final class Connections implements ServerConnectionSelector, AutoCloseable {
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(250);
    /// a write that takes longer waits for the client
    private static final Duration STALLED = Duration.ofSeconds(1);

    private final Http1ConnectionSelector http;
    private final Limits limits;
    private final Admission bulk;
    private final ClientPermits perClient;
    private final Set<ClientConnection> open = ConcurrentHashMap.newKeySet();
    private final LongAdder cutOff = new LongAdder();
    private final Loop watch = Loop.every(CHECK_INTERVAL, "api-connections", this::check);

    /// @param bulk of bulk responses
    Connections(Http1ConnectionSelector http, Limits limits, Admission bulk) {
        this.bulk = bulk;
        this.http = http;
        this.limits = limits;
        this.perClient = new ClientPermits(limits.connectionsPerClient());
    }

    void start() {
        watch.start(CHECK_INTERVAL);
    }

    @Override
    public int bytesToIdentifyConnection() {
        return http.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return http.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http.supportedApplicationProtocols();
    }

    /// @throws CloseConnectionException if the client has too many
    @Override
    public ServerConnection connection(ConnectionContext context) {
        String client = clientOf(context.remotePeer().address());
        ClientPermits.Permit permit = perClient.acquire(client);
        if (permit == null) {
            cutOff.increment();
            throw new CloseConnectionException("too many connections of " + client);
        }
        return new ClientConnection(http.connection(context), client, limits, permit::release, open, bulk);
    }

    private static String clientOf(SocketAddress address) {
        return address instanceof InetSocketAddress internet
                ? internet.getAddress().getHostAddress()
                : address.toString();
    }

    private void check() {
        long now = System.nanoTime();
        open.stream().filter(connection -> connection.isLate(now)).forEach(this::cut);
        List<ClientConnection> stalled = open.stream()
                .filter(connection -> connection.writingFor(now) > STALLED.toNanos())
                .sorted(Comparator.comparingLong(connection -> -connection.writingFor(now))).toList();
        stalled.forEach(ClientConnection::yieldPermit);
        stalled.stream().limit(Math.max(0, stalled.size() - limits.requests())).forEach(this::cut);
    }

    private void cut(ClientConnection connection) {
        if (connection.cut()) {
            cutOff.increment();
        }
    }

    /// The number of open connections.
    int count() {
        return open.size();
    }

    /// How many clients were cut off since the start.
    long cutOff() {
        return cutOff.sum();
    }

    @Override
    public void close() {
        watch.close();
    }
}
