package io.cryptodata.allinone.api;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// The commands and programs of `docs/how-to/query-over-http.md` and `read-over-http.md`, as they stand there, with the
/// address of this test. Programs whose libraries are not installed are skipped.
class QueryOverHttpPageTest {
    private static final Path FOLDER = Path.of(System.getProperty("repository.root", ".."), "docs/how-to");
    private static final String QUERY = "query-over-http.md";
    private static final String READ = "read-over-http.md";
    private static final Pattern FILE = Pattern.compile(" -o (\\S+)");
    private static final Pattern IMPORT = Pattern.compile("^import (.+)$", Pattern.MULTILINE);
    private static final int TIMEOUT_SECONDS = 300;

    private static SeededApi api = new SeededApi();

    @TempDir
    private Path folder = Path.of("");

    @AfterAll
    static void stop() {
        api.close();
    }

    private static List<String> blocks(String page, String language) throws IOException {
        return Pattern.compile("^```" + language + "\n(.+?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(FOLDER.resolve(page))).results().map(block -> block.group(1))
                .map(text -> text.replace("http://127.0.0.1:5556/api/v1", api.url())).toList();
    }

    static Stream<String> commands() throws IOException {
        List<String> commands = new ArrayList<>(blocks(QUERY, "sh"));
        assertThat(commands).hasSizeGreaterThan(15);
        blocks(READ, "sh").forEach(block -> block.lines().forEach(commands::add));
        return commands.stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_succeeds(String command) throws Exception {
        assertThat(run(folder, "bash", "-c", command)).as(command).isZero();
        String printed = Files.readString(folder.resolve("out"));
        Matcher file = FILE.matcher(command);
        assertThat(file.find() ? Files.readString(folder.resolve(file.group(1))) : printed).contains(",");
        assertThat(printed).doesNotContain("\"errors\"");
    }

    @Test
    void the_error_in_the_page_is_that_of_the_server() throws Exception {
        JsonNode shown = SeededApi.parsed(blocks(READ, "json").getFirst());
        String command = blocks(READ, "sh").getLast();
        assertThat(run(folder, "bash", "-c", command)).isZero();
        assertThat(SeededApi.parsed(Files.readString(folder.resolve("out")))).isEqualTo(shown);
    }

    static Stream<String> programs() throws IOException {
        return blocks(QUERY, "python").stream();
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
