package io.cryptodata.allinone.cli.doctor;

import io.cryptodata.allinone.cli.command.CommandSettings;
import io.cryptodata.allinone.cli.config.ConfigurationProblems;
import io.cryptodata.allinone.doctor.Installation;
import io.cryptodata.allinone.embedded.DataFolder;
import io.cryptodata.allinone.embedded.DiskLimits;
import io.cryptodata.allinone.embedded.DiskReserve;
import io.cryptodata.api.database.Database;
import io.cryptodata.schemas.Topics;
import io.cryptodata.service.command.Inputs;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.http.HttpSecurity;
import io.cryptodata.service.instance.DatabasePasswords;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.instance.Endpoints;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.kafka.KafkaSecurity;
import io.cryptodata.service.settings.SettingSources;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.database.DatabaseAccess;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads where the parts of an installation are, from the settings and from the state folder. Wrong settings are findings, and
/// what can be read of the others is used.
final class InstallationReader {
    private final SettingSources sources;
    private final Path data;
    private final Endpoints recorded;

    private InstallationReader(SettingSources sources, Path data) {
        this.sources = sources;
        this.data = data;
        this.recorded = Endpoints.read(data);
    }

    /// @param freeSpace of the disk of the state folder
    static Installation read(SettingSources sources, Path data, DataFolder.FreeSpace freeSpace) {
        return new InstallationReader(sources, data).read(freeSpace);
    }

    private Installation read(DataFolder.FreeSpace freeSpace) {
        Optional<CommandSettings> settings = find(CommandSettings::read);
        Optional<String> broker = settings.flatMap(CommandSettings::kafka);
        Optional<String> registry = settings.flatMap(CommandSettings::registry);
        Optional<String> connect = settings.flatMap(CommandSettings::connect);
        Optional<String> database = settings.flatMap(CommandSettings::database);
        boolean configured = broker.isPresent() || registry.isPresent() || connect.isPresent() || database.isPresent();
        Optional<SinksConfig> sinks = find(all -> SinksConfig.read(all,
                new Inputs(data, Inputs.Options.none(), recorded), SinksConfig.Options.none()));
        KafkaSecurity security = settings.map(CommandSettings::security).orElse(KafkaSecurity.none());
        Optional<DatabaseAccess> owner = database.map(InstallationReader::login)
                .or(() -> recorded.find(Endpoints.DATABASE_URL).map(url -> login(url, DatabaseRole.OWNER)));
        return new Installation(data, ConfigurationProblems.of(sources, data), configured, recorded,
                address(broker, Endpoints.KAFKA_BOOTSTRAP).map(servers -> new KafkaAccess(servers, security)),
                address(registry, Endpoints.REGISTRY_URL).map(url -> new HttpAccess(url,
                        settings.map(CommandSettings::ofRegistry).orElse(HttpSecurity.none()))),
                address(connect, Endpoints.CONNECT_URL).map(url -> new HttpAccess(url,
                        settings.map(CommandSettings::ofConnect).orElse(HttpSecurity.none()))),
                owner, logins(owner, database.isPresent(), sinks), sinks,
                settings.map(CommandSettings::processes).orElse(List.of()),
                settings.flatMap(CommandSettings::token),
                settings.map(CommandSettings::partitions).orElse(Topics.DEFAULT_PARTITIONS),
                new Installation.Disk(limits(), freeSpace));
    }

    /// What a reader makes of the settings, even where some are wrong.
    private <T> Optional<T> find(Function<Settings, T> reader) {
        return Settings.read(sources, reader).result();
    }

    private Optional<String> address(Optional<String> configured, String key) {
        return configured.or(() -> recorded.find(key));
    }

    private DiskLimits limits() {
        DiskLimits standard = DiskLimits.standard();
        return find(DiskReserve::read)
                .map(gigabytes -> new DiskLimits(standard.toStartBytes(), (long) (gigabytes * (1L << 30))))
                .orElse(standard);
    }

    private static DatabaseAccess login(String url) {
        return DatabaseAccess.of(url, new DatabaseAccess(url, Database.userIn(url), Database.passwordIn(url)));
    }

    private DatabaseAccess login(String url, DatabaseRole role) {
        return new DatabaseAccess(url, role.sqlName(), DatabasePasswords.find(data, role).orElse(""));
    }

    /// The logins of the sinks, and those of the roles of the instance in the state folder.
    private List<DatabaseAccess> logins(Optional<DatabaseAccess> owner, boolean configured,
            Optional<SinksConfig> sinks) {
        List<DatabaseAccess> logins = new ArrayList<>();
        if (owner.isPresent() && !configured) {
            for (DatabaseRole role : DatabaseRole.values()) {
                DatabasePasswords.find(data, role).ifPresent(
                        password -> logins.add(new DatabaseAccess(owner.get().url(), role.sqlName(), password)));
            }
        } else if (owner.isPresent()) {
            logins.add(owner.get());
            sinks.ifPresent(config -> logins.addAll(config.connectorLogins()));
        }
        return logins.stream().distinct().toList();
    }
}
