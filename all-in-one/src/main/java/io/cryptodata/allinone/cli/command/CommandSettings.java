package io.cryptodata.allinone.cli.command;

import io.cryptodata.service.command.ServerAddresses;
import io.cryptodata.service.http.HttpSecurity;
import io.cryptodata.service.kafka.KafkaSecurity;
import io.cryptodata.service.kafka.KafkaSecuritySettings;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.service.topic.PartitionSetting;

import java.util.Optional;

/// The settings of commands that use the servers of an installation: where these are.
///
/// @param security of connections to the broker
/// @param ofRegistry how requests log in to the registry
/// @param ofConnect how requests log in to Connect
/// @param partitions of the topics of markets
public record CommandSettings(Optional<String> kafka, KafkaSecurity security, Optional<String> registry,
        HttpSecurity ofRegistry, Optional<String> connect, HttpSecurity ofConnect,
        Optional<String> database, int partitions) {
    public static CommandSettings read(Settings settings) {
        return new CommandSettings(settings.find(ServerAddresses.KAFKA),
                KafkaSecuritySettings.read(settings), settings.find(ServerAddresses.REGISTRY),
                HttpSecurity.read(settings, ServerAddresses.REGISTRY_PREFIX),
                settings.find(ServerAddresses.CONNECT),
                HttpSecurity.read(settings, ServerAddresses.CONNECT_PREFIX), settings.find(ServerAddresses.DATABASE),
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
