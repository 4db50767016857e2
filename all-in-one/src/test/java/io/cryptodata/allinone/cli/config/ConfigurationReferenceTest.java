package io.cryptodata.allinone.cli.config;

import io.cryptodata.allinone.cli.config.SettingCatalogue.Entry;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// What is generated from the readers of all processes is up to date; `-Dapprove=true` writes it.
class ConfigurationReferenceTest {
    private static final Path ROOT = Path.of(System.getProperty("repository.root", ".."));
    private static final Path PAGE = ROOT.resolve("docs/reference/configuration.md");
    private static final Path NAMES = ROOT
            .resolve("service/src/main/resources/io/cryptodata/service/settings/known-settings.txt");

    @Test
    void the_page_has_every_setting_of_every_process() throws IOException {
        assertIsApproved(PAGE, ConfigurationPage.of(SettingCatalogue.all()));
    }

    @Test
    void every_setting_has_a_row_on_the_page() {
        String page = ConfigurationPage.of(SettingCatalogue.all());
        assertThat(SettingCatalogue.all()).isNotEmpty()
                .allSatisfy(entry -> assertThat(page).contains("\n| `" + entry.name() + "` |"));
    }

    @Test
    void every_process_knows_the_names_of_all_others() throws IOException {
        String names = SettingCatalogue.all().stream().filter(entry -> !isVariableOfTheScript(entry))
                .flatMap(entry -> entry.secret()
                        ? Stream.of(entry.name(), entry.name() + "_FILE")
                        : Stream.of(entry.name()))
                .collect(Collectors.toCollection(TreeSet::new)).stream().collect(Collectors.joining("\n", "", "\n"));
        assertIsApproved(NAMES, names);
    }

    @Test
    void the_variables_of_the_script_are_in_the_reference() throws IOException {
        List<String> listed = SettingCatalogue.all().stream().filter(ConfigurationReferenceTest::isVariableOfTheScript)
                .map(Entry::name).toList();
        Matcher used = Pattern.compile("CDA_[A-Z_]+").matcher(Files.readString(ROOT.resolve("cda")));
        assertThat(used.results().map(name -> name.group()).distinct()).isNotEmpty().isSubsetOf(listed);
    }

    @Test
    void a_setting_that_several_processes_read_means_the_same_in_each() {
        List<String> names = SettingCatalogue.all().stream().map(Entry::name).toList();
        assertThat(names).doesNotHaveDuplicates().contains("CDA_KAFKA", "PRODUCERS_TOP", "COINGECKO_KEY",
                "STREAMS_THREADS", "SINKS_DATABASE_PASSWORD", "CDA_DISK_RESERVE");
        assertThat(SettingCatalogue.of(List.of("up"))).extracting(Entry::name)
                .contains("PRODUCERS_TOP", "STREAMS_THREADS", "SINKS_KEEP_HOURS")
                .doesNotContain("CDA_KAFKA", "SINKS_DATABASE_URL", "STREAMS_REPLICAS");
    }

    private static boolean isVariableOfTheScript(Entry entry) {
        return entry.processes().contains(SettingCatalogue.SCRIPT);
    }

    private static void assertIsApproved(Path file, String expected) throws IOException {
        if (Boolean.getBoolean("approve")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, expected);
        }
        assertThat(file).hasContent(expected);
    }
}
