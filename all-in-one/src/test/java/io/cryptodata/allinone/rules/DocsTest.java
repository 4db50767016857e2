package io.cryptodata.allinone.rules;

import io.cryptodata.domain.indicator.IndicatorColumn;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/// Documents name types, files and commands that exist.
class DocsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(#[^)]*)?\\)");
    private static final Pattern ANCHOR = Pattern.compile("\\]\\(([^)#:\\s]*)#([^)]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]+(?:[A-Z0-9][A-Za-z0-9]*)+)`");
    private static final Pattern LINE_NUMBER = Pattern.compile("\\w\\.java:\\d+");

    @Test
    void links_lead_to_files_that_exist() {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Repository.read(document));
            while (link.find()) {
                if (!Files.exists(document.resolveSibling(link.group(1)))) {
                    broken.add(Repository.nameOf(document) + " links to " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void anchors_lead_to_headings_that_exist() {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            ANCHOR.matcher(Repository.read(document)).results().forEach(link -> {
                Path target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
                if (target.toString().endsWith(".md") && !headings(target).contains(link.group(2))) {
                    broken.add(Repository.nameOf(document) + " links to " + link.group(1) + "#" + link.group(2));
                }
            });
        }
        assertThat(broken).isEmpty();
    }

    /// As GitHub derives anchors from headings.
    private static Set<String> headings(Path document) {
        return HEADING.matcher(FENCED.matcher(Repository.read(document)).replaceAll("")).results()
                .map(heading -> heading.group(1).strip().toLowerCase(Locale.ROOT)
                        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                        .replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Test
    void types_named_in_documents_exist() {
        Set<String> types = Repository.filesEndingWith(".java").stream().map(DocsTest::typeOf)
                .collect(Collectors.toSet());
        Repository.filesEndingWith(".avsc").forEach(schema -> types.add(baseName(schema)));
        List<String> unknown = new ArrayList<>();
        for (Path document : documents()) {
            Matcher type = TYPE.matcher(Repository.read(document));
            while (type.find()) {
                if (!types.contains(type.group(1)) && !isForeign(type.group(1))) {
                    unknown.add(Repository.nameOf(document) + " names " + type.group(1));
                }
            }
        }
        assertThat(unknown.stream().distinct()).isEmpty();
    }

    @Test
    void every_indicator_is_explained() {
        String page = Repository.read(Repository.root().resolve("docs/indicators.md"));
        assertThat(IndicatorColumn.values()).allSatisfy(
                column -> assertThat(page).containsPattern("(?m)^\\| (`\\w+` )*`" + column.column() + "` "));
    }

    @Test
    void documents_never_name_line_numbers() {
        for (Path document : documents()) {
            assertThat(Repository.read(document)).as(Repository.nameOf(document)).doesNotContainPattern(LINE_NUMBER);
        }
    }

    /// Types of the libraries we stand on that documents may name.
    private static boolean isForeign(String type) {
        return Repository.read(Path.of(Repository.root().toString(), "infra/build/foreign-types.txt")).lines()
                .anyMatch(type::equals);
    }

    private static List<Path> documents() {
        return Repository.filesEndingWith(".md");
    }

    private static String typeOf(Path source) {
        return baseName(source);
    }

    private static String baseName(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.indexOf('.'));
    }
}
