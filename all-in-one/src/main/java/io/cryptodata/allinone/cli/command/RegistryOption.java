package io.cryptodata.allinone.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--registry`: the address of the schema registry.
public final class RegistryOption {
    @Option(names = "--registry", paramLabel = "URL", description = "schema registry (default: CDA_REGISTRY, or that of the running instance)")
    private @Nullable String address;

    /// @throws UserError if neither the option nor a setting nor a running instance has the address
    public String require(Addresses addresses) {
        return addresses.require(Addresses.Server.REGISTRY, address);
    }
}
