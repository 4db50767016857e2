package io.cryptodata.service.registry;

/// The registry did not respond, or refused for now. The record may be valid: retry it later.
public class RegistryUnavailableException extends RuntimeException {
    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /// Whether `failure` was caused by a registry that is unreachable, overloaded or refuses access.
    public static boolean isBehind(Throwable failure) {
        return RegistryFailure.causes(failure).anyMatch(RegistryUnavailableException.class::isInstance);
    }
}
