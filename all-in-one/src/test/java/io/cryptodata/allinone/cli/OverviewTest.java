package io.cryptodata.allinone.cli;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/// The text that `./cda --help` prints without a build is that of the commands; `-Dapprove=true` writes it.
class OverviewTest {
    private static final Path OVERVIEW = Path.of(System.getProperty("repository.root", ".."))
            .resolve("all-in-one/src/main/cli/overview.txt");

    @Test
    void the_overview_without_a_build_is_that_of_the_commands() throws IOException {
        String expected = Cda.commandLine(false).getUsageMessage();
        if (Boolean.getBoolean("approve")) {
            Files.writeString(OVERVIEW, expected);
        }
        assertThat(OVERVIEW).hasContent(expected);
    }
}
