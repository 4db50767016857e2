package io.cryptodata.allinone.product;

import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.service.instance.Endpoints;
import io.cryptodata.allinone.embedded.Part;
import io.cryptodata.producers.ProducersApp;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.schemas.Topics;
import io.cryptodata.service.registry.SchemaRegistrar;
import io.cryptodata.service.topic.TopicAdmin;
import io.cryptodata.sinks.SinksApp;
import io.cryptodata.sinks.config.CleanupConfig;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.Migrations;
import io.cryptodata.streams.StreamsApp;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Which parts the product has, in the order in which they start.
public final class ProductParts {
    private final EmbeddedRuntime servers;
    private final AppPart<ProducersApp> producers;
    private final AppPart<StreamsApp> streams;
    private final AppPart<SinksApp> sinks;
    private final List<Part> all = new ArrayList<>();

    /// The product against venues that run elsewhere.
    ///
    /// @param config of the producers, made once the servers have their addresses
    /// @param cleanup when replaced indicator rows are removed
    public ProductParts(EmbeddedRuntime servers, Supplier<ProducersConfig> config, CleanupConfig cleanup) {
        this(servers, config, List.of(), InstantSource.system(), cleanup);
    }

    /// @param config of the producers, made once the servers have their addresses
    /// @param venues what must run before venues can be asked
    /// @param coinTime says what time is on CoinGecko's snapshots
    /// @param cleanup when replaced indicator rows are removed
    public ProductParts(EmbeddedRuntime servers, Supplier<ProducersConfig> config, List<Part> venues,
            InstantSource coinTime, CleanupConfig cleanup) {
        this.servers = servers;
        ProductApps apps = new ProductApps(servers);
        this.producers = apps.producers(config, coinTime);
        this.streams = apps.streams();
        this.sinks = apps.sinks(cleanup);
        all.addAll(List.of(servers.diskSpace(), servers.broker(), servers.database(), servers.registry()));
        all.addAll(List.of(topics(), schemas(), tables()));
        all.addAll(List.of(servers.connect(), sinks, streams));
        all.addAll(venues);
        all.add(producers);
    }

    /// In the order in which they start.
    public List<Part> all() {
        return List.copyOf(all);
    }

    /// Whether the part of that name is one that runs, not a step that is done once.
    public boolean isRunning(String name) {
        return all.stream().noneMatch(part -> part instanceof SetupStep && part.name().equals(name));
    }

    private Part topics() {
        return new SetupStep("topics", "creating topics", () -> {
            try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap()))) {
                TopicAdmin.Ensured done = TopicAdmin.ensure(admin, Topics.catalogue(), 1);
                return done.created().size() + " created, " + done.present().size() + " were there";
            }
        });
    }

    private Part schemas() {
        return new SetupStep("schemas", "registering schemas",
                () -> SchemaRegistrar.register(servers.registry().url()).size() + " subjects, BACKWARD_TRANSITIVE");
    }

    private Part tables() {
        return new SetupStep("tables", "migrating the database",
                () -> Migrations.migrate(database(), Migrations.TIMEOUT).toString());
    }

    public AppPart<ProducersApp> producers() {
        return producers;
    }

    public AppPart<StreamsApp> streams() {
        return streams;
    }

    public AppPart<SinksApp> sinks() {
        return sinks;
    }

    public DatabaseAccess database() {
        return new DatabaseAccess(servers.database().url(), ProductApps.DATABASE_USER, ProductApps.DATABASE_PASSWORD);
    }

    public String bootstrap() {
        return servers.broker().bootstrap();
    }

    /// Where everything is, by the keys of [Endpoints].
    public Map<String, String> endpoints() {
        return Map.of(Endpoints.KAFKA_BOOTSTRAP, bootstrap(), Endpoints.REGISTRY_URL, servers.registry().url(),
                Endpoints.CONNECT_URL, servers.connect().url(), Endpoints.DATABASE_URL, servers.database().url());
    }
}
