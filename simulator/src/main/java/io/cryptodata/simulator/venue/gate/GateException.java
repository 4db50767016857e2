package io.cryptodata.simulator.venue.gate;

/// A request that Gate.io refuses with status 400, with its label and message.
final class GateException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String label;
    private final String text;

    GateException(String label, String text) {
        super(text);
        this.label = label;
        this.text = text;
    }

    static GateException invalid(String text) {
        return new GateException("INVALID_PARAM_VALUE", text);
    }

    String body() {
        return GateBodies.error(label, text);
    }
}
