package io.cryptodata.allinone.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class CdaTest {
    @TempDir
    private Path data = Path.of("");

    @Test
    void without_arguments_the_overview_is_printed() {
        Run run = Run.cda();
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("./cda demo", "./cda COMMAND --help").contains(commands().toList());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_help_of_every_command_has_an_example(String command) {
        Run run = Run.cda(command, "--help");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("Example", "./cda " + command, "--data").isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_fits_a_terminal_of_100_columns(String command) {
        assertThat(Run.cda(command, "--help").out().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void an_unknown_command_is_a_usage_error_with_the_commands() {
        Run run = Run.cda("slq");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("no command 'slq'", "sql", "demo").doesNotContain("Usage:");
    }

    @Test
    void an_unknown_option_is_a_usage_error_with_a_hint_to_the_help() {
        Run run = Run.cda("sql", "--csvv", "SELECT 1");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--csvv", "./cda sql --help");
    }

    @Test
    void a_missing_argument_is_a_usage_error() {
        assertThat(Run.cda("sql").status()).isEqualTo(2);
        assertThat(Run.cda("sql").err()).contains("STATEMENT");
    }

    @Test
    void numbers_out_of_range_are_rejected_before_anything_starts() {
        assertThat(Run.cda("demo", "--speed", "0").err()).contains("--speed must be above 0", "0.0");
        assertThat(Run.cda("demo", "--history", "0").status()).isEqualTo(2);
        assertThat(Run.cda("demo", "--kafka-port", "8081").err()).contains("must differ", "8081");
        assertThat(Run.cda("demo", "--kafka-port", "99999").err()).contains("--kafka-port must be 1 to 65535");
    }

    @Test
    void without_a_running_instance_the_error_contains_the_command_to_start_one() {
        Run run = Run.cda("sql", "--data", data.toString(), "SELECT 1");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains(data.toString(), "./cda demo").hasLineCount(1);
    }

    @Test
    void an_unreachable_database_is_one_sentence_without_secrets() {
        Run run = Run.cda("sql", "--url", "jdbc:postgresql://127.0.0.1:1/cryptodata?user=me&password=secret",
                "SELECT 1");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("127.0.0.1:1/cryptodata does not respond", "./cda demo").hasLineCount(1)
                .doesNotContain("secret");
    }

    @Test
    void version_is_printed() {
        assertThat(Run.cda("--version").out()).startsWith("cda ");
    }

    static Stream<String> commands() {
        return List.copyOf(Cda.commandLine(false).getSubcommands().keySet()).stream();
    }
}
