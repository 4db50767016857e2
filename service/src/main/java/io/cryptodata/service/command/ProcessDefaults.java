package io.cryptodata.service.command;

import io.cryptodata.service.http.HttpLimits;

import java.util.Locale;
import java.util.TimeZone;

/// What every process of this product has in common, whatever the settings of the machine.
public final class ProcessDefaults {
    private ProcessDefaults() {}

    /// The root locale, UTC, and the limits of HTTP servers. Called first: libraries change the case of their names by the rules of the default locale, and
    /// those of Turkish turn `CLASSIC` into another word.
    public static void apply() {
        Locale.setDefault(Locale.ROOT);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        HttpLimits.apply();
    }
}
