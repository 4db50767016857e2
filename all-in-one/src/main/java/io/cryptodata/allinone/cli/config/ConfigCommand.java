package io.cryptodata.allinone.cli.config;

import io.cryptodata.allinone.cli.command.CdaCommand;
import io.cryptodata.api.json.Json;
import io.cryptodata.service.settings.SettingSources;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;

/// `./cda config`: explains settings, and checks a configuration without starting anything.
@Command(name = "config", header = "check a configuration, or list all settings", description = {
        "check reads the configuration file and the environment as each process would, and starts nothing: it",
        "prints what is wrong, or the settings that are not the default and where they come from. Secrets are",
        "masked. list prints every setting with its default, the form of its values and its meaning, as",
        "docs/reference/configuration.md does.",
        "The processes are producers, streams, sinks, connect, up, demo, commands (all that look at an",
        "installation or prepare it, such as topics and migrate) and, for list, cda (variables of the script)."}, footer = {
                "", "Examples:",
                "  ./cda config check --config /etc/cda/cda.properties",
                "  ./cda config check up --all",
                "  STREAMS_THREADS=4 ./cda config check streams --json",
                "  ./cda config list streams", "  ./cda config list --csv > settings.csv", "",
                "Exit status of check: 0, or 1 if a process would not start."})
public final class ConfigCommand extends CdaCommand {
    @Parameters(index = "0", paramLabel = "check|list", description = "what to do")
    private String action = "";

    @Parameters(index = "1..*", paramLabel = "PROCESS", description = "only these processes (default: all)")
    private List<String> processes = List.of();

    @Option(names = "--all", description = "with check: show settings with their default, too")
    private boolean all;

    @ArgGroup
    private Form form = new Form();

    /// At most one of them.
    static final class Form {
        @Option(names = "--json", description = "one JSON object per line: a process, or a setting")
        boolean json;

        @Option(names = "--csv", description = "CSV, a line per setting or problem")
        boolean csv;
    }

    @Override
    public Integer call() {
        int status = switch (action) {
            case "check" -> check();
            case "list" -> list();
            default -> throw usageError("expected check or list, but was '" + action + "'");
        };
        out().flush();
        return status;
    }

    private void requireProcesses(List<String> known) {
        for (String name : processes) {
            if (!known.contains(name)) {
                throw usageError("there is no process '" + name + "'; there are " + String.join(", ", known));
            }
        }
    }

    private int check() {
        requireProcesses(ConfiguredProcess.names());
        SettingSources sources = sources();
        List<ConfigCheck> checks = ConfiguredProcess.ALL.stream()
                .filter(process -> processes.isEmpty() || processes.contains(process.name()))
                .map(process -> ConfigCheck.of(process.name(), process.read(sources, data()))).toList();
        if (form.json) {
            checks.forEach(check -> out().println(Json.of(check)));
        } else if (form.csv) {
            ConfigText.csvOfChecks(checks, out());
        } else {
            ConfigText.checks(checks, all, out());
        }
        return checks.stream().allMatch(check -> check.problems().isEmpty()) ? 0 : 1;
    }

    private int list() {
        if (all) {
            throw usageError("--all is an option of check");
        }
        requireProcesses(SettingCatalogue.processes());
        List<SettingCatalogue.Entry> entries = SettingCatalogue.of(processes);
        if (form.json) {
            entries.forEach(entry -> out().println(Json.of(entry)));
        } else if (form.csv) {
            ConfigText.csvOfList(entries, out());
        } else {
            ConfigText.list(entries, out());
        }
        return 0;
    }
}
