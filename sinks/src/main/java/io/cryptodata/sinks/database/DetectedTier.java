package io.cryptodata.sinks.database;

/// The tier of a database, and the reason in words that follow the tier's label.
public record DetectedTier(DatabaseTier tier, String reason) {
    @Override
    public String toString() {
        return tier.label() + ": " + reason;
    }
}
