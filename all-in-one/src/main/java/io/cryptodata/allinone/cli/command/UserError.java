package io.cryptodata.allinone.cli.command;

/// A failure that the user can correct. The message is printed as it is: what failed, why, and what to do.
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserError(String message) {
        super(message);
    }

    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
