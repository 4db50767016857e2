package io.cryptodata.producers.http;

/// A body that is not what the service documents.
public final class UnreadableBody extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;

    public UnreadableBody(String problem) {
        super(problem);
        this.problem = problem;
    }

    /// What was expected, and what the body has instead.
    public String problem() {
        return problem;
    }
}
