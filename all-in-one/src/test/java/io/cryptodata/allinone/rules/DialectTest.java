package io.cryptodata.allinone.rules;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// Names, comments and messages use the standard terms of the field. Words of a private dialect are refused in the
/// code of the product, in the names of tests, in documents and in the description of the read API.
class DialectTest {
    /// The body of a CoinGecko response.
    private static final String QUOTED = "gecko_says";
    private static final Pattern DIALECT = Pattern.compile("\\b(?:" + String.join("|", "in vain", "went wrong",
            "leads? no more", "told", "tells?", "said", "says?", "heard", "hears?", "obituary", "last words",
            "mend(?:s|ed|ing)?", "whoever", "unrest", "happenings?", "brought back", "die[sd]", "hasty", "hurried",
            "owe[sd]?", "another world", "spoken", "made anew", "serves? no more", "without a word", "somebody")
            + ")\\b");
    private static final Pattern TEST_NAME = Pattern.compile("\\bvoid (\\w+)\\(|\\b(?:class|interface) (\\w+)");
    private static final Pattern WORD_BOUNDARY = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[_\\s]+");

    @Test
    void code_uses_the_terms_of_the_field() {
        List<String> found = new ArrayList<>();
        for (Path file : Repository.filesEndingWith(".java")) {
            String text = Repository.read(file);
            String name = Repository.nameOf(file);
            if (name.contains("/src/main/")) {
                addFindings(name, text, found);
            } else {
                TEST_NAME.matcher(text).results().forEach(test -> addFindings(name, test.group(), found));
            }
        }
        assertThat(found).as("words of the dialect").isEmpty();
    }

    @Test
    void documents_use_the_terms_of_the_field() {
        List<String> found = new ArrayList<>();
        Stream.of(".md", "openapi.yaml").flatMap(ending -> Repository.filesEndingWith(ending).stream())
                .forEach(file -> addFindings(Repository.nameOf(file), Repository.read(file), found));
        assertThat(found).as("words of the dialect").isEmpty();
    }

    private static void addFindings(String file, String text, List<String> found) {
        String words = WORD_BOUNDARY.matcher(text.replace(QUOTED, "")).replaceAll(" ").toLowerCase(Locale.ROOT);
        Matcher dialect = DIALECT.matcher(words);
        while (dialect.find()) {
            int from = Math.max(0, dialect.start() - 30);
            int to = Math.min(words.length(), dialect.end() + 30);
            found.add(file + ": … " + words.substring(from, to) + " …");
        }
    }
}
