package io.cryptodata.allinone.rules;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which series an expression of PromQL reads.
final class PromQl {
    private static final Pattern NO_SERIES = Pattern.compile("\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|\\$\\w+"
            + "|\\b(?:by|on|without|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("\\b[a-zA-Z_:][a-zA-Z0-9_:]*\\b(?!\\s*\\()");
    private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "by", "on", "without", "ignoring", "bool",
            "offset", "group_left", "group_right");

    private PromQl() {}

    static Set<String> seriesIn(String expression) {
        Set<String> series = new TreeSet<>();
        Matcher name = NAME.matcher(NO_SERIES.matcher(expression).replaceAll(" "));
        while (name.find()) {
            if (!KEYWORDS.contains(name.group())) {
                series.add(name.group());
            }
        }
        return series;
    }
}
