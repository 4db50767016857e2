package io.cryptodata.sinks.database;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/// Every query of `docs/how-to/query.md`, verbatim, on every tier: its rows for the world of `world.sql` are those of
/// `results.txt`, which are approved by hand (`-Dapprove=true` rewrites the file).
@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class DocumentedQueriesTest {
    private static final Path PAGE = Path.of("../docs/how-to/query.md");
    private static final Path FOLDER = Path.of("src/test/resources/db/documented");
    private static final Path RESULTS = FOLDER.resolve("results.txt");
    private static final Pattern QUESTION = Pattern.compile("^### ([^\n]+)\n```sql\n(.+?)```$",
            Pattern.DOTALL | Pattern.MULTILINE);
    /// more rows than that are counted
    private static final int SHOWN_ROWS = 12;
    private static DatabaseAccess database = TestDatabase.server();

    private final TestTier tier;

    DocumentedQueriesTest(TestTier tier) {
        this.tier = tier;
    }

    private record Question(String title, String sql) {}

    @BeforeParameterizedClassInvocation
    static void a_small_world(TestTier tier) throws IOException {
        database = tier.migrated();
        TestDatabase.execute(database, Files.readString(FOLDER.resolve("world.sql")));
        TestDatabase.execute(database, "ANALYZE");
    }

    @Test
    void every_query_has_the_approved_rows() throws IOException {
        List<Question> questions = questions();
        assertThat(questions).hasSizeGreaterThanOrEqualTo(24);
        String actual = questions.stream().map(DocumentedQueriesTest::result).collect(Collectors.joining("\n"));
        if (Boolean.getBoolean("approve") && tier.tier() == DatabaseTier.PLAIN) {
            Files.writeString(RESULTS, actual, StandardCharsets.UTF_8);
        }
        assertThat(actual).isEqualTo(Files.readString(RESULTS));
    }

    private static List<Question> questions() throws IOException {
        List<Question> questions = new ArrayList<>();
        Matcher matcher = QUESTION.matcher(Files.readString(PAGE));
        while (matcher.find()) {
            questions.add(new Question(matcher.group(1), matcher.group(2)));
        }
        return questions;
    }

    private static String result(Question question) {
        List<String> rows = TestDatabase.rows(database, question.sql());
        assertThat(rows).as(question.title()).isNotEmpty();
        String more = rows.size() > SHOWN_ROWS ? "… %d rows, the last: %s\n".formatted(rows.size(), rows.getLast()) : "";
        return "### %s\n%s\n%s".formatted(question.title(),
                String.join("\n", rows.subList(0, Math.min(rows.size(), SHOWN_ROWS))), more);
    }
}
