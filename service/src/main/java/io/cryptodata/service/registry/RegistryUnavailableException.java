package io.cryptodata.service.registry;

/// The registry could not be asked. It says nothing about the record: try the same record again later.
public class RegistryUnavailableException extends RuntimeException {
    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /// Whether `failure` was caused by a registry that is unreachable, overloaded or closed to us.
    public static boolean isBehind(Throwable failure) {
        return RegistryFailure.causes(failure).anyMatch(RegistryUnavailableException.class::isInstance);
    }
}
