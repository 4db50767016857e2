package io.cryptodata.allinone.cli.command;

import io.cryptodata.service.kafka.KafkaAccess;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--kafka`: the address of the broker.
public final class BrokerOption {
    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "broker (default: CDA_KAFKA, or that of the running instance)")
    private @Nullable String address;

    /// The broker of the option, the settings or the running instance, with the security of the settings.
    ///
    /// @throws UserError if neither the option nor a setting nor a running instance has the address
    public KafkaAccess require(Addresses addresses) {
        return new KafkaAccess(addresses.require(Addresses.Server.BROKER, address), addresses.settings().security());
    }
}
