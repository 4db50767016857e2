package io.cryptodata.allinone.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--kafka`, for commands that ask the broker.
public final class BrokerOption {
    @Option(names = "--kafka", paramLabel = "HOST:PORT", defaultValue = "${env:CDA_KAFKA}", description = "broker (default: that of the running instance, or CDA_KAFKA)")
    private @Nullable String given;

    /// @throws UserError if neither the user nor a running instance says it
    public String require(Addresses addresses) {
        return addresses.require(Addresses.Service.BROKER, given);
    }

    /// The address, or null where nobody says it.
    public @Nullable String find(Addresses addresses) {
        return addresses.find(Addresses.Service.BROKER, given);
    }
}
