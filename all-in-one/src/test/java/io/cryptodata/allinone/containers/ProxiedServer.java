package io.cryptodata.allinone.containers;

/// A server, and the port at which the proxy stands in front of it.
enum ProxiedServer {
    KAFKA(ContainerImage.KAFKA, ServerContainers.KAFKA_PORT, 8666), DATABASE(ContainerImage.TIMESCALEDB,
            ServerContainers.DATABASE_PORT,
            8667), REGISTRY(ContainerImage.REGISTRY, ServerContainers.REGISTRY_PORT, 8668);

    private final ContainerImage image;
    private final int port;
    private final int proxyPort;

    ProxiedServer(ContainerImage image, int port, int proxyPort) {
        this.image = image;
        this.port = port;
        this.proxyPort = proxyPort;
    }

    /// Host and port in the network of the test.
    String address() {
        return image.host() + ":" + port;
    }

    int proxyPort() {
        return proxyPort;
    }

    /// Host and port of the proxy in front of it, in the network of the test.
    String proxyAddress() {
        return ContainerImage.TOXIPROXY.host() + ":" + proxyPort;
    }
}
