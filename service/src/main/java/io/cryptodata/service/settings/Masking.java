package io.cryptodata.service.settings;

import java.util.regex.Pattern;

/// Hides what must not be shown.
public final class Masking {
    /// What is shown in place of a secret.
    public static final String MASK = "********";

    private static final Pattern USER_INFO = Pattern.compile("(?<=//)[^/?#\\s]+@");
    private static final Pattern PASSWORD = Pattern.compile("(?i)(?<=[?&;](?:ssl)?password=)[^&;\\s']+");

    private Masking() {}

    /// A text with the credentials of all URLs in it masked: what stands before `@`, and parameters named `password` or
    /// `sslpassword`.
    public static String urlsIn(String text) {
        return PASSWORD.matcher(USER_INFO.matcher(text).replaceAll(MASK + "@")).replaceAll(MASK);
    }
}
