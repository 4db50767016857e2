package io.cryptodata.allinone.containers;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.sinks.database.DatabaseAccess;
import org.testcontainers.containers.Network;
import org.testcontainers.toxiproxy.ToxiproxyContainer;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// A proxy in front of each server, through which every process of the product reaches it.
final class Faults implements AutoCloseable {
    /// How much later a packet arrives, on its way there and on its way back.
    static final Duration LATENCY = Duration.ofMillis(150);

    private final ToxiproxyContainer container;
    private final Map<ProxiedServer, Proxy> proxies = new EnumMap<>(ProxiedServer.class);

    /// How the connections to a server are disturbed.
    enum Kind {
        /// every packet is late
        LATENCY,
        /// connections are ended, and new ones refused
        CUT,
        /// connections stay open, and nothing arrives; what was sent meanwhile is lost
        HALF_OPEN
    }

    Faults(Network network) throws IOException {
        container = new ToxiproxyContainer(
                ContainerImage.TOXIPROXY.imageName().asCompatibleSubstituteFor("ghcr.io/shopify/toxiproxy"))
                .withNetwork(network).withNetworkAliases(ContainerImage.TOXIPROXY.host());
        container.start();
        ToxiproxyClient client = new ToxiproxyClient(container.getHost(), container.getControlPort());
        for (ProxiedServer server : ProxiedServer.values()) {
            proxies.put(server, client.createProxy(server.name(), "0.0.0.0:" + server.proxyPort(), server.address()));
        }
    }

    void begin(ProxiedServer server, Kind kind) throws IOException {
        Proxy proxy = proxyOf(server);
        switch (kind) {
            case LATENCY -> {
                proxy.toxics().latency("requests", ToxicDirection.UPSTREAM, LATENCY.toMillis());
                proxy.toxics().latency("responses", ToxicDirection.DOWNSTREAM, LATENCY.toMillis());
            }
            case CUT -> proxy.disable();
            case HALF_OPEN -> {
                proxy.toxics().timeout("requests", ToxicDirection.UPSTREAM, 0);
                proxy.toxics().timeout("responses", ToxicDirection.DOWNSTREAM, 0);
            }
        }
    }

    void end(ProxiedServer server) throws IOException {
        Proxy proxy = proxyOf(server);
        proxy.enable();
        for (Toxic toxic : proxy.toxics().getAll()) {
            toxic.remove();
        }
    }

    /// A login to the database through its proxy, from this machine.
    DatabaseAccess loginThroughProxy(DatabaseRole role) {
        return ServerContainers.login(container.getHost(),
                container.getMappedPort(ProxiedServer.DATABASE.proxyPort()), role);
    }

    private Proxy proxyOf(ProxiedServer server) {
        return Objects.requireNonNull(proxies.get(server));
    }

    @Override
    public void close() {
        container.stop();
    }
}
