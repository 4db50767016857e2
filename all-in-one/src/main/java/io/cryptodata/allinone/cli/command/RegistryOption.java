package io.cryptodata.allinone.cli.command;

import io.cryptodata.service.http.HttpAccess;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--registry`: the address of the schema registry.
public final class RegistryOption {
    @Option(names = "--registry", paramLabel = "URL", description = "schema registry (default: CDA_REGISTRY, or that of the running instance)")
    private @Nullable String address;

    /// @throws UserError if neither the option nor a setting nor a running instance has the address
    public HttpAccess require(Addresses addresses) {
        return new HttpAccess(addresses.require(Addresses.Server.REGISTRY, address),
                addresses.settings().ofRegistry());
    }
}
