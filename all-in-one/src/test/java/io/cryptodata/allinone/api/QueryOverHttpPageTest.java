package io.cryptodata.allinone.api;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// The commands and programs of `docs/how-to/query-over-http.md`, as they stand there, with the address of this test.
/// Programs whose libraries are not installed are skipped.
class QueryOverHttpPageTest {
    private static final Path PAGE = Path.of(System.getProperty("repository.root", ".."),
            "docs/how-to/query-over-http.md");
    private static final Pattern IMPORT = Pattern.compile("^import (.+)$", Pattern.MULTILINE);
    private static final int TIMEOUT_SECONDS = 300;

    private static SeededApi api = new SeededApi();

    @TempDir
    private Path folder = Path.of("");

    @AfterAll
    static void stop() {
        api.close();
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("^```" + language + "\n(.+?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(PAGE)).results().map(block -> block.group(1))
                .map(text -> text.replace("http://127.0.0.1:5556/api/v1", api.url())).toList();
    }

    static Stream<String> commands() throws IOException {
        List<String> commands = blocks("sh");
        assertThat(commands).hasSizeGreaterThan(15);
        return commands.stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_succeeds(String command) throws Exception {
        assertThat(run(folder, "bash", "-c", command)).as(command).isZero();
        String printed = Files.readString(folder.resolve("out"));
        boolean isFile = command.contains(" -o candles.csv");
        assertThat(isFile ? Files.readString(folder.resolve("candles.csv")) : printed).contains(",");
        assertThat(printed).doesNotContain("\"errors\"");
    }

    static Stream<String> programs() throws IOException {
        return blocks("python").stream();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void a_program_succeeds(String program) throws Exception {
        String imports = IMPORT.matcher(program).results().map(MatchResult::group).findFirst().orElseThrow();
        assumeTrue(run(folder, "python3", "-c", imports) == 0, "not installed: " + imports);
        assertThat(run(folder, "python3", "-c", program)).as(program).isZero();
        assertThat(Files.readString(folder.resolve("out"))).isNotBlank();
    }

    private static int run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile()).redirectError(folder.resolve("err").toFile()).start();
        assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
        System.out.write(Files.readAllBytes(folder.resolve("err")));
        return process.exitValue();
    }
}
