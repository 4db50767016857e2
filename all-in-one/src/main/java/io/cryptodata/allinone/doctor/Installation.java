package io.cryptodata.allinone.doctor;

import io.cryptodata.allinone.embedded.DataFolder;
import io.cryptodata.allinone.embedded.DiskLimits;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.http.HttpToken;
import io.cryptodata.service.instance.Endpoints;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.database.DatabaseAccess;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// An installation as it is configured, and where its parts are. Addresses that are neither configured nor recorded by a running
/// instance are empty.
///
/// @param configuration what is wrong with the settings
/// @param configured whether an address is configured, so that the state folder need not have an instance
/// @param recorded the addresses of the instance in the state folder
/// @param broker how it is reached
/// @param registry how it is reached
/// @param connect how the Connect worker is reached
/// @param owner the database with the login of its owner, or of the address
/// @param logins of other roles whose passwords are known here
/// @param sinks as the sinks would be configured; empty where their settings cannot be read
/// @param processes base URLs of the health of processes
/// @param token of requests to them
/// @param partitions of the topics of markets
/// @param disk its limits, and how its free space is read
public record Installation(Path data, List<ConfigurationProblem> configuration, boolean configured, Endpoints recorded,
        Optional<KafkaAccess> broker, Optional<HttpAccess> registry, Optional<HttpAccess> connect,
        Optional<DatabaseAccess> owner, List<DatabaseAccess> logins, Optional<SinksConfig> sinks,
        List<String> processes, Optional<HttpToken> token, int partitions, Disk disk) {
    public Installation {
        configuration = List.copyOf(configuration);
        logins = List.copyOf(logins);
        processes = List.copyOf(processes);
    }

    /// The disk of the state folder.
    public record Disk(DiskLimits limits, DataFolder.FreeSpace freeSpace) {}

    /// Whether the parts are those of the instance in the state folder.
    boolean isEmbedded() {
        return !configured && recorded.find(Endpoints.KAFKA_BOOTSTRAP).isPresent();
    }

    /// Looks at everything, and changes nothing.
    ///
    /// @param timeout how long each check may take
    public Diagnosis examine(Duration timeout) {
        return Secrets.masked(new Examination(timeout).of(Checks.of(this, timeout)), Secrets.of(this));
    }
}
