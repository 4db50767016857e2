package io.cryptodata.allinone.rules;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/// The modules of the page: their dependencies point from the views to their parts to the chart to the library, without cycles;
/// none is unused, and nothing is loaded from another host or evaluated from text.
class PageRulesTest {
    private static final Path FOLDER = Repository.root().resolve("api/src/main/page");
    private static final String ENTRY = "main.js";
    private static final int LONGEST_MODULE = 350;
    private static final int LARGEST_PAGE = 400_000;
    private static final Pattern IMPORT = Pattern
            .compile("(?m)(?:^(?:import|export)\\b[^'\"`;]*?(?:from\\s*)?|\\bimport\\()\\s*['\"]([^'\"]+)['\"]");
    private static final Pattern SCRIPT = Pattern.compile("<script[^>]* src=\"/([^\"]+)\"");
    private static final Pattern OTHER_HOST = Pattern
            .compile("(?:https?:)?//(?!www\\.w3\\.org/)[a-z0-9.-]+\\.[a-z]{2,}");
    private static final Pattern EVALUATED = Pattern.compile(
            "\\beval\\(|new Function\\(|\\.innerHTML\\b|\\.outerHTML\\b|insertAdjacentHTML|document\\.write|dangerouslySetInnerHTML");
    /// What each folder may import, besides itself.
    private static final Map<String, Set<String>> ALLOWED = Map.of("lib", Set.of(), "chart", Set.of("lib"), "pipeline",
            Set.of("lib"), "market", Set.of("lib", "chart"), "screener", Set.of("lib"), "universe", Set.of("lib"),
            "views",
            Set.of("lib", "chart", "pipeline", "market", "screener", "universe"), "", Set.of("lib", "views"));

    /// Imported modules by module, both relative to the folder of the page.
    private static final Map<String, Set<String>> IMPORTS = new TreeMap<>();
    private static final Map<String, String> TEXTS = new TreeMap<>();

    @BeforeAll
    static void read_the_modules() {
        for (Path file : Repository.filesEndingWith(".js")) {
            if (file.startsWith(FOLDER)) {
                String text = Repository.read(file);
                TEXTS.put(nameOf(file), text);
                IMPORTS.put(nameOf(file), IMPORT.matcher(text).results().map(found -> found.group(1))
                        .filter(target -> target.endsWith(".js"))
                        .map(target -> target.startsWith("/")
                                ? target.substring(1)
                                : nameOf(file.resolveSibling(target).normalize()))
                        .collect(Collectors.toCollection(TreeSet::new)));
            }
        }
        assertThat(IMPORTS).containsKey(ENTRY).hasSizeGreaterThan(10);
    }

    private static String nameOf(Path file) {
        return FOLDER.relativize(file).toString();
    }

    @Test
    void every_import_exists() {
        assertThat(TEXTS.keySet()).containsAll(IMPORTS.values().stream().flatMap(Set::stream).toList());
    }

    @Test
    void every_module_is_used() {
        Set<String> reached = SCRIPT.matcher(Repository.read(FOLDER.resolve("index.html"))).results()
                .map(script -> script.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertThat(reached).contains(ENTRY);
        Deque<String> left = new ArrayDeque<>(reached);
        while (!left.isEmpty()) {
            IMPORTS.getOrDefault(left.pop(), Set.of()).stream().filter(reached::add).forEach(left::push);
        }
        assertThat(reached).containsAll(IMPORTS.keySet());
    }

    @Test
    void dependencies_point_inwards() {
        List<String> wrong = new ArrayList<>();
        IMPORTS.forEach((module, targets) -> targets.stream()
                .filter(target -> !folderOf(target).equals(folderOf(module))
                        && !ALLOWED.getOrDefault(folderOf(module), Set.of()).contains(folderOf(target)))
                .forEach(target -> wrong.add(module + " imports " + target)));
        assertThat(wrong).isEmpty();
    }

    private static String folderOf(String module) {
        return module.contains("/") ? module.substring(0, module.indexOf('/')) : "";
    }

    @Test
    void modules_have_no_cycles() {
        Map<String, Set<String>> left = new TreeMap<>(IMPORTS);
        boolean removed = true;
        while (removed) {
            removed = left.keySet().removeIf(module -> IMPORTS.getOrDefault(module, Set.of()).stream()
                    .noneMatch(left::containsKey));
        }
        assertThat(left.keySet()).as("modules that import each other").isEmpty();
    }

    @Test
    void no_other_host_and_no_evaluated_text() {
        List<Path> files = new ArrayList<>(Repository.filesEndingWith(".html"));
        files.addAll(Repository.filesEndingWith(".css"));
        files.addAll(Repository.filesEndingWith(".js"));
        files.removeIf(file -> !file.startsWith(FOLDER));
        assertThat(files).isNotEmpty().allSatisfy(file -> {
            String text = Repository.read(file);
            assertThat(text).as(nameOf(file)).doesNotContainPattern(OTHER_HOST);
            assertThat(text).as(nameOf(file)).doesNotContainPattern(EVALUATED);
        });
    }

    @Test
    void modules_are_short_and_the_page_is_small() {
        assertThat(TEXTS).allSatisfy((module, text) -> assertThat(text.lines().count()).as(module)
                .isLessThanOrEqualTo(LONGEST_MODULE));
        assertThat(TEXTS.values().stream().mapToInt(String::length).sum()).isLessThan(LARGEST_PAGE);
    }
}
