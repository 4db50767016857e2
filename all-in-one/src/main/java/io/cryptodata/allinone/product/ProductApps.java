package io.cryptodata.allinone.product;

import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.api.ApiApp;
import io.cryptodata.api.config.ApiConfig;
import io.cryptodata.api.database.DatabaseLogin;
import io.cryptodata.producers.ProducersApp;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.sinks.SinksApp;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.streams.StreamsApp;
import io.cryptodata.streams.config.StreamsConfig;
import io.micrometer.core.instrument.MeterRegistry;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The product's services, configured for the servers of one machine.
///
/// @param meters of the process
record ProductApps(EmbeddedRuntime servers, MeterRegistry meters) {

    /// @param config created anew for every start
    /// @param coinTime the clock of CoinGecko's snapshots
    ServicePart<ProducersApp> producers(Supplier<ProducersConfig> config, InstantSource coinTime) {
        return new ServicePart<>("producers", () -> new ProducersApp(config.get(), meters, coinTime,
                servers.diskSpace()::pause),
                () -> removeMeters("cda.producers.", "cda.venue."));
    }

    /// @param configured its addresses and folder are replaced by those of the servers
    ServicePart<StreamsApp> streams(StreamsConfig configured) {
        StreamsConfig config = configured.at(servers.broker().bootstrap(), servers.registry().url(),
                servers.folder().streams());
        return new ServicePart<>("streams", () -> new StreamsApp(config, meters), () -> removeMeters("cda.streams."));
    }

    /// @param config its addresses are replaced by those of the servers
    ServicePart<SinksApp> sinks(SinksConfig config) {
        SinksConfig local = config.at(servers.broker().bootstrap(), servers.connect().url(), servers.registry().url(),
                database(DatabaseRole.WRITER)).withLogins(database(DatabaseRole.WRITER),
                        database(DatabaseRole.REPLICATION));
        return new ServicePart<>("sinks", () -> new SinksApp(local, meters), () -> removeMeters("cda.sinks."));
    }

    /// @param config its addresses are replaced by those of the servers
    /// @param parts health of the parts of this process, by name
    ServicePart<ApiApp> api(ApiConfig config, Supplier<Map<String, Health>> parts) {
        ApiConfig local = config.at(servers.broker().bootstrap(), servers.registry().url(), servers.connect().url(),
                login(DatabaseRole.READER), login(DatabaseRole.OPERATOR));
        return new ServicePart<>("api", () -> new ApiApp(local, meters, parts), () -> removeMeters("cda.api."));
    }

    private DatabaseLogin login(DatabaseRole role) {
        DatabaseAccess access = database(role);
        return new DatabaseLogin(access.url(), access.user(), access.password());
    }

    /// A gauge belongs to the instance that registered it: the next instance registers its own.
    private void removeMeters(String... prefixes) {
        meters.getMeters().stream()
                .filter(meter -> Stream.of(prefixes).anyMatch(meter.getId().getName()::startsWith))
                .forEach(meters::remove);
    }

    /// The embedded database with the login of one of its roles.
    DatabaseAccess database(DatabaseRole role) {
        return servers.database().login(role);
    }
}
