package io.cryptodata.allinone.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--kafka`: the address of the broker.
public final class BrokerOption {
    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "broker (default: CDA_KAFKA, or that of the running instance)")
    private @Nullable String address;

    /// @throws UserError if neither the option nor a setting nor a running instance has the address
    public String require(Addresses addresses) {
        return addresses.require(Addresses.Server.BROKER, address);
    }
}
