package io.cryptodata.service.command;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.Locale;
import java.util.TimeZone;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessDefaultsTest {
    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
    }

    @Test
    void names_change_their_case_in_every_locale_as_in_english() {
        Locale.setDefault(Locale.of("tr", "TR"));
        assertThat("classic".toUpperCase(Locale.getDefault())).isNotEqualTo("CLASSIC");
        ProcessDefaults.apply();
        assertThat("classic".toUpperCase(Locale.getDefault())).isEqualTo("CLASSIC");
    }

    @Test
    void times_are_in_utc() {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        ProcessDefaults.apply();
        assertThat(TimeZone.getDefault().getRawOffset()).isZero();
    }
}
