package io.cryptodata.allinone.doctor;

import java.util.List;

/// Why processes would not start.
///
/// @param problem in one sentence
/// @param processes by name
public record ConfigurationProblem(String problem, List<String> processes) {
    public ConfigurationProblem {
        processes = List.copyOf(processes);
    }
}
