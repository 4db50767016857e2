package io.cryptodata.api.query;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;

/// The position behind a row: the values of its key, for one query. Opaque to clients.
public final class Cursor {
    private static final char SEPARATOR = '\u001f';
    private static final char VALUE = '=';

    private Cursor() {}

    /// @param query what the position belongs to, apart from the size of the page
    public static String of(String query, List<@Nullable String> key) {
        StringBuilder text = new StringBuilder();
        for (String value : key) {
            text.append(value == null ? "" : VALUE + value).append(SEPARATOR);
        }
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((checksum(query, text.toString()) + SEPARATOR + text).getBytes(StandardCharsets.UTF_8));
    }

    /// The key of the row before the page.
    ///
    /// @throws ParameterException if the text is no cursor of this query
    public static List<@Nullable String> read(String query, String cursor) {
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw foreign();
        }
        int end = text.indexOf(SEPARATOR);
        if (end < 0 || !text.substring(0, end).equals(checksum(query, text.substring(end + 1)))) {
            throw foreign();
        }
        List<@Nullable String> key = new ArrayList<>();
        for (String value : text.substring(end + 1).split(String.valueOf(SEPARATOR), -1)) {
            key.add(value.isEmpty() ? null : value.substring(1));
        }
        key.removeLast();
        return key;
    }

    /// The position does not fit this query.
    static ParameterException foreign() {
        return new ParameterException(Parameter.CURSOR,
                "'cursor' must be the value of next of the page before, with all other parameters unchanged; leave it out for the first page");
    }

    private static String checksum(String query, String key) {
        CRC32 sum = new CRC32();
        sum.update((query + SEPARATOR + key).getBytes(StandardCharsets.UTF_8));
        return Long.toString(sum.getValue(), Character.MAX_RADIX);
    }
}
