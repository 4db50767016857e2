package io.cryptodata.allinone.cli.config;

import io.cryptodata.allinone.doctor.ConfigurationProblem;
import io.cryptodata.service.settings.SettingSources;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What `./cda config check` finds, each problem once.
public final class ConfigurationProblems {
    private ConfigurationProblems() {}

    /// The problems of all processes, with the processes that have them.
    ///
    /// @param data the data folder
    public static List<ConfigurationProblem> of(SettingSources sources, Path data) {
        Map<String, List<String>> processes = new LinkedHashMap<>();
        for (ConfiguredProcess process : ConfiguredProcess.ALL) {
            process.read(sources, data).problems().forEach(
                    problem -> processes.computeIfAbsent(problem, _ -> new ArrayList<>()).add(process.name()));
        }
        return processes.entrySet().stream()
                .map(each -> new ConfigurationProblem(each.getKey(), each.getValue())).toList();
    }
}
