package io.cryptodata.allinone.product;

import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.allinone.embedded.Part;
import io.cryptodata.allinone.embedded.PartEvent;
import io.cryptodata.api.ApiApp;
import io.cryptodata.api.config.ApiConfig;
import io.cryptodata.producers.ProducersApp;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.instance.Endpoints;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.metrics.HealthMeters;
import io.cryptodata.service.metrics.ProcessMeters;
import io.cryptodata.service.registry.SchemaRegistrar;
import io.cryptodata.sinks.SinksApp;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.Migrations;
import io.cryptodata.streams.StreamsApp;
import io.cryptodata.streams.config.StreamsConfig;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The parts of the product, in the order in which they start, and the meters that they share.
public final class ProductParts {
    private final EmbeddedRuntime servers;
    private final ProcessMeters meters = new ProcessMeters();
    private final ProductApps apps;
    private final ServicePart<ProducersApp> producers;
    private final ServicePart<StreamsApp> streams;
    private final ServicePart<SinksApp> sinks;
    private final ServicePart<ApiApp> api;
    private final List<Part> all = new ArrayList<>();

    /// The configurations of the services.
    ///
    /// @param producers created anew for every start
    /// @param streams its addresses and folder are replaced
    /// @param sinks its addresses are replaced
    /// @param api its addresses are replaced, but for its own
    public record Configs(Supplier<ProducersConfig> producers, StreamsConfig streams, SinksConfig sinks,
            ApiConfig api) {}

    /// The product against venues elsewhere.
    ///
    /// @param changed whether existing topics get the configured number of partitions
    public ProductParts(EmbeddedRuntime servers, Configs configs, boolean changed) {
        this(servers, new TopicsStep(servers, configs.producers.get().kafka().partitions(), changed), configs,
                List.of(), InstantSource.system());
    }

    /// @param topics creates or checks the topics
    /// @param venues parts that must run before venues can be polled
    /// @param coinTime the clock of CoinGecko's snapshots
    public ProductParts(EmbeddedRuntime servers, TopicsStep topics, Configs configs, List<Part> venues,
            InstantSource coinTime) {
        this.servers = servers;
        servers.diskSpace().bind(meters.registry());
        this.apps = new ProductApps(servers, meters.registry());
        this.producers = apps.producers(configs.producers, coinTime);
        this.streams = apps.streams(configs.streams);
        this.sinks = apps.sinks(configs.sinks);
        this.api = apps.api(configs.api, this::health);
        List.of(this.producers, this.streams, this.sinks, this.api)
                .forEach(part -> HealthMeters.bind(part.name(), part::health, meters.registry()));
        all.addAll(List.of(servers.diskSpace(), servers.broker(), servers.database(), servers.registry()));
        all.addAll(List.of(topics.part(), schemas(), tables()));
        all.addAll(List.of(servers.connect(), this.sinks, this.streams));
        all.addAll(venues);
        all.add(this.producers);
        all.add(this.api);
    }

    /// In the order in which they start.
    public List<Part> all() {
        return List.copyOf(all);
    }

    /// Whether a person is shown the event: a start by its end or when it takes long, and no end of a step. Whether venues
    /// are available, which is the health of the producers, is printed by venue.
    public boolean isShown(PartEvent event) {
        return switch (event) {
            case PartEvent.Starting starting -> !starting.elapsed().isZero();
            case PartEvent.Stopped stopped ->
                all.stream().noneMatch(part -> part instanceof SetupStep && part.name().equals(stopped.part()));
            case PartEvent.Degraded degraded -> degraded.part().equals(servers.diskSpace().name());
            case PartEvent.Recovered recovered -> !recovered.part().equals(producers.name())
                    && !recovered.part().equals(sinks.name());
            case PartEvent.Started _,PartEvent.Failed _,PartEvent.Waiting _,PartEvent.Restarted _,PartEvent.RestartFailed _,PartEvent.Abandoned _ ->
                true;
        };
    }

    /// The health of every part but the API, by name; those of the start's steps aside.
    private Map<String, Health> health() {
        Map<String, Health> health = new LinkedHashMap<>();
        all.stream().filter(part -> !(part instanceof SetupStep) && part != api)
                .forEach(part -> health.put(part.name(), part.health()));
        return health;
    }

    private Part schemas() {
        return new SetupStep("schemas", "registering schemas",
                () -> SchemaRegistrar.register(servers.registry().url()).size() + " subjects, BACKWARD_TRANSITIVE");
    }

    private Part tables() {
        return new SetupStep("tables", "migrating the database",
                () -> Migrations.migrate(database(DatabaseRole.OWNER), Migrations.TIMEOUT).toString());
    }

    public ServicePart<ProducersApp> producers() {
        return producers;
    }

    public ServicePart<StreamsApp> streams() {
        return streams;
    }

    public ServicePart<SinksApp> sinks() {
        return sinks;
    }

    public ServicePart<ApiApp> api() {
        return api;
    }

    /// The database with the login of one of its roles.
    public DatabaseAccess database(DatabaseRole role) {
        return apps.database(role);
    }

    public String bootstrap() {
        return servers.broker().bootstrap();
    }

    /// The meters of this process.
    ProcessMeters meters() {
        return meters;
    }

    /// The addresses of the servers, by the keys of [Endpoints].
    public Map<String, String> endpoints() {
        return Map.of(Endpoints.KAFKA_BOOTSTRAP, bootstrap(), Endpoints.REGISTRY_URL, servers.registry().url(),
                Endpoints.CONNECT_URL, servers.connect().url(), Endpoints.DATABASE_URL, servers.database().url(),
                Endpoints.API_URL, api.service().map(ApiApp::url).orElse(""));
    }
}
