package io.cryptodata.service.settings;

/// A setting that a process has read, with the value that counts.
///
/// @param name with its prefix
/// @param value as it is shown: secrets and credentials in URLs are masked; the description of a default that depends on
///        something else; empty for none
public record EffectiveSetting(String name, Setting<?> setting, String value, Origin origin) {
    public boolean isDefault() {
        return origin instanceof Origin.Default;
    }

    /// `NAME=value (origin)`.
    @Override
    public String toString() {
        return name + "=" + value + " (" + origin + ")";
    }
}
