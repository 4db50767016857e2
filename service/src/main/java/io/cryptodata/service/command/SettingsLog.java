package io.cryptodata.service.command;

import io.cryptodata.service.settings.EffectiveSetting;
import io.cryptodata.service.settings.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/// Logs the effective configuration of a process at its start, with secrets masked.
public final class SettingsLog {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsLog.class);

    private SettingsLog() {}

    /// One line per setting that is not the default.
    public static void write(Reading<?> reading) {
        List<EffectiveSetting> changed = reading.changed();
        LOG.info("{} of {} settings are not the default", changed.size(), reading.settings().size());
        changed.forEach(setting -> LOG.info("setting {}", setting));
    }
}
