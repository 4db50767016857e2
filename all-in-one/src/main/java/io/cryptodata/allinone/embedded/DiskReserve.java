package io.cryptodata.allinone.embedded;

import io.cryptodata.service.settings.Format;
import io.cryptodata.service.settings.Setting;
import io.cryptodata.service.settings.Settings;

/// The setting of the embedded runtime: how much of the disk stays free.
public final class DiskReserve {
    private static final Setting<Double> GIGABYTES = Setting
            .of("CDA_DISK_RESERVE", new Format<>("a number of GB, 0 or more", Double::parseDouble,
                    gigabytes -> gigabytes >= 0 && gigabytes < Double.POSITIVE_INFINITY),
                    "fetching is paused while less disk space is free, and resumes by itself; 0 for no pause; also `--disk-reserve`")
            .withDefault("1");

    private DiskReserve() {}

    /// In GB.
    public static double read(Settings settings) {
        return settings.prefixed("").get(GIGABYTES);
    }
}
