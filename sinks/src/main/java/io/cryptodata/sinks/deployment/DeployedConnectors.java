package io.cryptodata.sinks.deployment;

import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.sinks.config.SinksConfig;

import java.util.List;

/// The sinks on their Connect cluster: deployed once, then looked after by whoever calls [#look()] regularly.
public final class DeployedConnectors implements AutoCloseable {
    private final ConnectApi connect;
    private final List<ConnectorConfig> connectors;
    private final ConnectorDeployment deployment;
    private final ConnectorWatch watch;

    public DeployedConnectors(SinksConfig config) {
        connect = new ConnectApi(config.connectUrl());
        connectors = ConnectorConfig.all(config);
        deployment = new ConnectorDeployment(connect, config.connectUrl(), config.patience());
        watch = new ConnectorWatch(connect, deployment, connectors, System::nanoTime);
    }

    /// Deploys all connectors and waits until they run.
    ///
    /// @throws SetupException in one sentence, if they do not come to run within the patience
    public void deploy() {
        deployment.deploy(connectors);
    }

    /// Looks at every connector once and restarts what has failed, with growing pauses between attempts.
    public void look() {
        watch.look();
    }

    /// What the last look found, one per connector.
    public List<ConnectorHealth> health() {
        return watch.health();
    }

    @Override
    public void close() {
        connect.close();
    }
}
