package io.cryptodata.allinone.cli;

/// Something the user can do something about. The message is the whole story, in one sentence or two: what happened,
/// to what, what to do.
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserError(String story) {
        super(story);
    }

    public UserError(String story, Throwable cause) {
        super(story, cause);
    }
}
