package io.cryptodata.allinone.cli.command;

import io.cryptodata.service.command.ServerAddresses;
import io.cryptodata.service.http.HttpSecurity;
import io.cryptodata.service.http.HttpToken;
import io.cryptodata.service.kafka.KafkaSecurity;
import io.cryptodata.service.kafka.KafkaSecuritySettings;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.service.topic.PartitionSetting;

import java.util.List;
import java.util.Optional;

/// The settings of commands that use the servers of an installation: where these are.
///
/// @param security of connections to the broker
/// @param ofRegistry how requests log in to the registry
/// @param ofConnect how requests log in to Connect
/// @param partitions of the topics of markets
/// @param processes base URLs of the health of processes
/// @param token of requests to them
public record CommandSettings(Optional<String> kafka, KafkaSecurity security, Optional<String> registry,
        HttpSecurity ofRegistry, Optional<String> connect, HttpSecurity ofConnect,
        Optional<String> database, int partitions, List<String> processes,
        Optional<HttpToken> token) {
    public static CommandSettings read(Settings settings) {
        return new CommandSettings(settings.find(ServerAddresses.KAFKA),
                KafkaSecuritySettings.read(settings), settings.find(ServerAddresses.REGISTRY),
                HttpSecurity.read(settings, ServerAddresses.REGISTRY_PREFIX),
                settings.find(ServerAddresses.CONNECT),
                HttpSecurity.read(settings, ServerAddresses.CONNECT_PREFIX), settings.find(ServerAddresses.DATABASE),
                PartitionSetting.read(settings),
                settings.prefixed("").find(ServerAddresses.PROCESSES).orElse(List.of()), HttpToken.read(settings));
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
