package io.cryptodata.producers.coingecko;

/// A secret that is sent and never logged.
final class ApiKey {
    private static final String PRINTABLE = "[\\x21-\\x7e]+";
    private static final String MASK = "***";

    private final String secret;

    /// @throws IllegalArgumentException if a header cannot hold it; the message does not contain it
    ApiKey(String secret) {
        if (!secret.matches(PRINTABLE)) {
            throw new IllegalArgumentException("a key must be printable ASCII without spaces");
        }
        this.secret = secret;
    }

    String secret() {
        return secret;
    }

    /// Foreign text with the key masked.
    String maskedIn(String text) {
        return text.replace(secret, MASK);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiKey key && key.secret.equals(secret);
    }

    @Override
    public int hashCode() {
        return secret.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
