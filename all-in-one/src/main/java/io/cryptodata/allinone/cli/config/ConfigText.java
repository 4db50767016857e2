package io.cryptodata.allinone.cli.config;

import io.cryptodata.allinone.cli.config.SettingCatalogue.Entry;
import io.cryptodata.allinone.cli.output.Table;
import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Settings and checks as text and as CSV.
final class ConfigText {
    private ConfigText() {}

    /// A line of the CSV of checks.
    private record Line(String process, String name, String value, String origin, @Nullable String problem) {}

    /// @param all whether defaults are printed, too
    static void checks(List<ConfigCheck> checks, boolean all, PrintWriter out) {
        List<String> common = common(checks);
        if (!common.isEmpty()) {
            out.println("every process: " + problems(common.size()));
            common.forEach(problem -> out.println("  " + problem));
        }
        for (ConfigCheck check : checks) {
            List<String> own = check.problems().stream().filter(problem -> !common.contains(problem)).toList();
            out.println(check.process() + ": " + verdict(check, own));
            own.forEach(problem -> out.println("  " + problem));
            List<ConfigCheck.Value> shown = all ? check.settings() : check.changed();
            if (check.problems().isEmpty() && !shown.isEmpty()) {
                new Table<ConfigCheck.Value>().text("setting", ConfigCheck.Value::name)
                        .text("origin", ConfigCheck.Value::origin).text("value", ConfigCheck.Value::value)
                        .print(shown, out);
            }
        }
    }

    private static String verdict(ConfigCheck check, List<String> own) {
        if (!own.isEmpty()) {
            return problems(own.size());
        }
        return check.problems().isEmpty()
                ? "ok, %d of %d settings are not the default".formatted(check.changed().size(), check.settings().size())
                : "no further problem";
    }

    private static String problems(int count) {
        return count == 1 ? "1 problem" : count + " problems";
    }

    /// The problems that all of several processes have.
    private static List<String> common(List<ConfigCheck> checks) {
        return checks.size() < 2
                ? List.of()
                : checks.getFirst().problems().stream()
                        .filter(problem -> checks.stream().allMatch(check -> check.problems().contains(problem)))
                        .toList();
    }

    /// A line per setting, and one per problem.
    static void csvOfChecks(List<ConfigCheck> checks, PrintWriter out) {
        List<Line> lines = new ArrayList<>();
        for (ConfigCheck check : checks) {
            check.problems().forEach(problem -> lines.add(new Line(check.process(), "", "", "", problem)));
            check.settings().forEach(
                    value -> lines.add(new Line(check.process(), value.name(), value.value(), value.origin(), "")));
        }
        new Table<Line>().text("process", Line::process).text("name", Line::name).text("value", Line::value)
                .text("origin", Line::origin).text("problem", Line::problem).printCsv(lines, out);
    }

    static void list(List<Entry> entries, PrintWriter out) {
        new Table<Entry>().text("setting", Entry::name).text("default", Entry::standard)
                .text("value", entry -> entry.format() + ": " + entry.meaning()).print(entries, out);
    }

    static void csvOfList(List<Entry> entries, PrintWriter out) {
        new Table<Entry>().text("name", Entry::name).text("default", Entry::standard).text("format", Entry::format)
                .text("secret", entry -> Boolean.toString(entry.secret())).text("meaning", Entry::meaning)
                .text("processes", entry -> String.join(" ", entry.processes())).printCsv(entries, out);
    }
}
