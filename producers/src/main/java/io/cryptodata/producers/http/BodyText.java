package io.cryptodata.producers.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a body is by its beginning, whatever the content type in its headers.
final class BodyText {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    /// the first two bytes of gzip as text
    private static final String GZIP = "\u001F\uFFFD";
    /// a value other than an object, an array or a text
    private static final Pattern SCALAR = Pattern.compile("null|true|false|-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private static final Pattern TITLE = Pattern.compile("<title>([^<]{1,80})", Pattern.CASE_INSENSITIVE);

    private BodyText() {}

    static String withoutMark(String body) {
        return body.startsWith(BYTE_ORDER_MARK) ? body.substring(1) : body;
    }

    static boolean isJson(String body) {
        String text = withoutMark(body).stripLeading();
        return !text.isEmpty() && ("{[\"".indexOf(text.charAt(0)) >= 0
                || text.length() < 40 && SCALAR.matcher(text.stripTrailing()).matches());
    }

    /// HTML or XML.
    static boolean isMarkup(String body) {
        return withoutMark(body).stripLeading().startsWith("<");
    }

    /// With the title of the page, if it has one.
    static String describeMarkup(String body) {
        Matcher title = TITLE.matcher(body);
        return title.find() ? "the page '" + title.group(1).strip() + "'" : "a page of markup";
    }

    static boolean isGzip(String body) {
        return body.startsWith(GZIP);
    }
}
