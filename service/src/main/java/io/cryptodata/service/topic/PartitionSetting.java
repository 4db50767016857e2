package io.cryptodata.service.topic;

import io.cryptodata.schemas.Topics;

import java.util.Map;

/// The setting that all processes share: the number of partitions of the topics of markets.
public final class PartitionSetting {
    public static final String NAME = "CDA_PARTITIONS";

    private static final int MOST = 1000;

    private PartitionSetting() {}

    /// The number in the environment, or the default of the catalogue.
    ///
    /// @throws IllegalArgumentException if it is no number between 1 and 1000
    public static int in(Map<String, String> environment) {
        String text = environment.getOrDefault(NAME, "").strip();
        try {
            return text.isEmpty() ? Topics.DEFAULT_PARTITIONS : checked(NAME, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw refused(NAME, text);
        }
    }

    /// @param name for the message
    /// @throws IllegalArgumentException if it is not between 1 and 1000
    public static int checked(String name, int partitions) {
        if (partitions < 1 || partitions > MOST) {
            throw refused(name, Integer.toString(partitions));
        }
        return partitions;
    }

    private static IllegalArgumentException refused(String name, String text) {
        return new IllegalArgumentException(name + " must be a number between 1 and 1000, but was '" + text + "'");
    }
}
