package io.cryptodata.api.query;

/// A parameter that is unknown, missing or malformed. The message has what was expected, what was given, and an example.
public final class ParameterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String parameter;

    public ParameterException(String parameter, String message) {
        super(message);
        this.parameter = parameter;
    }

    /// The name of the parameter.
    public String parameter() {
        return parameter;
    }
}
