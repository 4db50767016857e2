package io.cryptodata.producers.http;

/// Cuts what a venue said to a length that can be kept and shown.
public final class Excerpts {
    private static final int LONGEST = 1000;

    private Excerpts() {}

    /// The first thousand characters.
    public static String of(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
