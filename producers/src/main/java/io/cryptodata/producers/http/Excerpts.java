package io.cryptodata.producers.http;

/// Cuts foreign text to a length that can be kept and logged.
public final class Excerpts {
    private static final int LONGEST = 1000;

    private Excerpts() {}

    /// The first thousand characters.
    public static String of(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
