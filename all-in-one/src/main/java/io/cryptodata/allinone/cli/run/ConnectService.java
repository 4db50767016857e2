package io.cryptodata.allinone.cli.run;

import io.cryptodata.allinone.embedded.EmbeddedConnect;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.lifecycle.Service;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A Connect worker and the service that deploys and watches its connectors.
///
/// @param sinks empty for a worker alone
record ConnectService(EmbeddedConnect worker, Optional<Service> sinks) implements Service {
    @Override
    public String name() {
        return "connect";
    }

    @Override
    public void start() {
        worker.start();
        sinks.ifPresent(Service::start);
    }

    @Override
    public Health health() {
        Map<String, Health> components = new LinkedHashMap<>();
        components.put("worker", worker.health());
        sinks.ifPresent(service -> components.put(service.name(), service.health()));
        return Health.merge(components);
    }

    @Override
    public String describe() {
        return worker.describe() + sinks.map(service -> "; " + service.describe()).orElse("");
    }

    @Override
    public void close() {
        sinks.ifPresent(Service::close);
        worker.close();
    }
}
