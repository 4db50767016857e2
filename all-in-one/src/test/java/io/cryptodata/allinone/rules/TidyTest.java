package io.cryptodata.allinone.rules;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/// Rules of style that the build checks instead of a reviewer.
class TidyTest {
    private static final int LONGEST_FILE = 350;
    private static final Pattern WAITING_BY_THE_CLOCK = Pattern.compile("Thread\\.sleep\\(|TimeUnit\\.\\w+\\.sleep\\(");
    private static final Pattern MOCKING = Pattern.compile("org\\.(mockito|easymock|powermock|jmock)\\.");
    private static final Pattern LEFT_FOR_LATER = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");

    private static final Pattern PLACES_OF_ONE_MACHINE = Pattern
            .compile("\\brepo1?\\.maven\\.(?:apache\\.)?org\\b|(?<![\\w./$}-])/(?:work|root)/");
    private static final List<String> READ_BY_PEOPLE_OR_TOOLS = List.of(".java", ".md", ".xml", ".yml", ".yaml",
            ".properties", ".sql", ".avsc", ".json");

    @Test
    void no_source_file_grows_past_the_line() {
        List<String> tooLong = new ArrayList<>();
        for (Path file : Repository.filesEndingWith(".java")) {
            long lines = Repository.read(file).lines().count();
            if (lines > LONGEST_FILE) {
                tooLong.add(Repository.nameOf(file) + " has " + lines + " lines");
            }
        }
        assertThat(tooLong).as("source files above " + LONGEST_FILE + " lines: split them").isEmpty();
    }

    @Test
    void every_package_has_a_description_and_is_null_marked() {
        List<String> wrong = new ArrayList<>();
        for (Path file : Repository.filesEndingWith(".java")) {
            Path info = file.resolveSibling("package-info.java");
            boolean marked = Files.exists(info) && Repository.read(info).contains("@NullMarked")
                    && Repository.read(info).contains("///");
            if (!marked && file.toString().contains("/src/main/")) {
                wrong.add(Repository.nameOf(info));
            }
        }
        assertThat(wrong.stream().distinct()).as("packages without @NullMarked and a /// line").isEmpty();
    }

    @Test
    void tests_wait_for_conditions_and_never_for_the_clock() {
        assertThat(linesWith(WAITING_BY_THE_CLOCK, "/src/test/")).isEmpty();
    }

    @Test
    void nobody_uses_a_mocking_library() {
        assertThat(linesWith(MOCKING, "/src/")).isEmpty();
    }

    @Test
    void nothing_is_left_for_later_in_the_code() {
        assertThat(linesWith(LEFT_FOR_LATER, "/src/")).isEmpty();
    }

    @Test
    void no_file_names_a_registry_host_or_a_folder_of_one_machine() {
        List<String> found = new ArrayList<>();
        for (String suffix : READ_BY_PEOPLE_OR_TOOLS) {
            for (Path file : Repository.filesEndingWith(suffix)) {
                boolean self = file.endsWith("TidyTest.java");
                if (!self && PLACES_OF_ONE_MACHINE.matcher(Repository.read(file)).find()) {
                    found.add(Repository.nameOf(file));
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static List<String> linesWith(Pattern pattern, String where) {
        List<String> found = new ArrayList<>();
        for (Path file : Repository.filesEndingWith(".java")) {
            boolean self = file.endsWith("TidyTest.java");
            if (!self && file.toString().contains(where) && pattern.matcher(Repository.read(file)).find()) {
                found.add(Repository.nameOf(file));
            }
        }
        return found;
    }
}
