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
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
    private static final Pattern NODE = Pattern.compile("\\(actual rows=(\\d+) loops=(\\d+)\\)");
    private static final Pattern DISCARDED = Pattern.compile("Rows Removed by .*: (\\d+)");
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

    @Test
    void a_question_about_all_markets_does_not_read_the_history() throws IOException {
        assumeTrue(tier.tier() == DatabaseTier.PLAIN, "hours of the other tiers are in chunks");
        long hours = Long.parseLong(TestDatabase.rows(database, "SELECT count(*) FROM h1_data").getFirst());
        List<Question> aboutAll = questions().stream().filter(each -> !each.sql().contains("asset = '")).toList();
        assertThat(aboutAll).hasSizeGreaterThan(12);
        // the table is so small that reading it whole would be cheaper
        TestDatabase.execute(database, """
                DO $$ BEGIN
                    EXECUTE format('ALTER DATABASE %I SET enable_seqscan TO off', current_database());
                END $$""");
        for (Question question : aboutAll) {
            List<String> plan = TestDatabase.rows(database,
                    "EXPLAIN (ANALYZE, COSTS off, TIMING off) " + question.sql());
            assertThat(hoursRead(plan)).as("%s: %s", question.title(), plan).isLessThan(hours / 6);
        }
    }

    /// How many rows of `h1_data` the scans of a plan returned or discarded.
    private static long hoursRead(List<String> plan) {
        long read = 0;
        boolean isHours = false;
        long loops = 0;
        for (String line : plan) {
            Matcher node = NODE.matcher(line);
            if (node.find()) {
                isHours = line.matches(".*Scan .*on h1_data\\b.*");
                loops = Long.parseLong(node.group(2));
                read += isHours ? loops * Long.parseLong(node.group(1)) : 0;
            }
            Matcher discarded = DISCARDED.matcher(line);
            if (isHours && discarded.find()) {
                read += loops * Long.parseLong(discarded.group(1));
            }
        }
        return read;
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
        String more = rows.size() > SHOWN_ROWS
                ? "… %d rows, the last: %s\n".formatted(rows.size(), rows.getLast())
                : "";
        return "### %s\n%s\n%s".formatted(question.title(),
                String.join("\n", rows.subList(0, Math.min(rows.size(), SHOWN_ROWS))), more);
    }
}
