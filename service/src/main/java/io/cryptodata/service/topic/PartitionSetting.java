package io.cryptodata.service.topic;

import io.cryptodata.schemas.Topics;
import io.cryptodata.service.settings.Format;
import io.cryptodata.service.settings.Setting;
import io.cryptodata.service.settings.Settings;

/// The setting that all processes share: the number of partitions of the topics of markets.
public final class PartitionSetting {
    public static final String NAME = "CDA_PARTITIONS";
    /// Numbers that are accepted.
    public static final Format<Integer> FORMAT = Format.integer(1, 1000);

    private static final Setting<Integer> PARTITIONS = Setting
            .of(NAME, FORMAT,
                    "partitions of the topics of markets, and so the most processes that share the work; see `./cda topics --change-partitions`")
            .withDefault(Integer.toString(Topics.DEFAULT_PARTITIONS));

    private PartitionSetting() {}

    /// The number that is configured, or the default of the catalogue.
    public static int read(Settings settings) {
        return settings.prefixed("").get(PARTITIONS);
    }

    /// @param name for the message
    /// @throws IllegalArgumentException if it is not in the range of the setting
    public static int checked(String name, int partitions) {
        if (!FORMAT.accepted().test(partitions)) {
            throw new IllegalArgumentException(
                    name + " must be " + FORMAT.expected() + ", but was '" + partitions + "'");
        }
        return partitions;
    }
}
