package io.cryptodata.allinone.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--registry`, for commands that ask the schema registry.
public final class RegistryOption {
    @Option(names = "--registry", paramLabel = "URL", defaultValue = "${env:CDA_REGISTRY}", description = "schema registry (default: that of the running instance, or CDA_REGISTRY)")
    private @Nullable String given;

    /// @throws UserError if neither the user nor a running instance says it
    public String require(Addresses addresses) {
        return addresses.require(Addresses.Service.REGISTRY, given);
    }

    /// The address, or null where nobody says it.
    public @Nullable String find(Addresses addresses) {
        return addresses.find(Addresses.Service.REGISTRY, given);
    }
}
