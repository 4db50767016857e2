package io.cryptodata.api.deadletter;

import java.util.regex.Pattern;

/// Reasons without what differs from record to record, so that letters with the same cause are counted together: times,
/// numbers and quoted values are `…`. Ids of schemas and codes of errors stay.
final class ReasonKind {
    private static final String ANY = "…";
    private static final Pattern TIME = Pattern.compile("[+-]?\\d{4,}-\\d\\d-\\d\\d(T[\\d:.]+Z?)?");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'");
    private static final Pattern NUMBER = Pattern.compile("(?<!schema id |responded |SQLState )"
            + "(?<![\\p{Alnum}_.-])[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?(?![\\p{Alnum}_-])");
    private static final Pattern BYTES = Pattern.compile("(?<=starts with )\\p{XDigit}+");

    private ReasonKind() {}

    static String of(String reason) {
        String kind = QUOTED.matcher(reason).replaceAll(ANY);
        kind = TIME.matcher(kind).replaceAll(ANY);
        kind = BYTES.matcher(kind).replaceAll(ANY);
        return NUMBER.matcher(kind).replaceAll(ANY);
    }
}
