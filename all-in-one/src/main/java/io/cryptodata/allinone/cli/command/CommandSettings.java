package io.cryptodata.allinone.cli.command;

import io.cryptodata.service.command.ServerAddresses;
import io.cryptodata.service.kafka.KafkaSecurity;
import io.cryptodata.service.kafka.KafkaSecuritySettings;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.service.topic.PartitionSetting;

import java.util.Optional;

/// The settings of commands that use the servers of an installation: where these are.
///
/// @param security of connections to the broker
/// @param partitions of the topics of markets
public record CommandSettings(Optional<String> kafka, KafkaSecurity security, Optional<String> registry, Optional<String> connect,
        Optional<String> database, int partitions) {
    public static CommandSettings read(Settings settings) {
        return new CommandSettings(settings.find(ServerAddresses.KAFKA),
                KafkaSecuritySettings.read(settings), settings.find(ServerAddresses.REGISTRY),
                settings.find(ServerAddresses.CONNECT), settings.find(ServerAddresses.DATABASE),
                PartitionSetting.read(settings));
    }

    Optional<String> find(Addresses.Server server) {
        return switch (server) {
            case BROKER -> kafka;
            case REGISTRY -> registry;
            case CONNECT -> connect;
            case DATABASE -> database;
            case SIMULATOR, HEALTH -> Optional.empty();
        };
    }
}
