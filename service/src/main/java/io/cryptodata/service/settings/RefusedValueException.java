package io.cryptodata.service.settings;

/// A value of a valid form that cannot be used. Its message, which is part of the problem's text, is the reason.
public final class RefusedValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public RefusedValueException(String reason) {
        super(reason);
    }
}
