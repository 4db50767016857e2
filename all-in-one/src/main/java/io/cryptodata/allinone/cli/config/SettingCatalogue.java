package io.cryptodata.allinone.cli.config;

import io.cryptodata.service.settings.EffectiveSetting;
import io.cryptodata.service.settings.Setting;
import io.cryptodata.service.settings.SettingSources;
import io.cryptodata.service.settings.StartVariables;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The settings of all processes, collected from their readers.
final class SettingCatalogue {
    /// What reads the variables that cannot stand in a file.
    static final String SCRIPT = "cda";

    private SettingCatalogue() {}

    /// One setting.
    ///
    /// @param standard the default, in words where it depends on something else; empty for none
    /// @param worded whether the default is in words
    /// @param processes that read it, by name
    record Entry(String name, String standard, boolean worded, String format, String meaning, boolean secret,
            List<String> processes) {
        private static Entry of(String name, Setting<?> setting) {
            return new Entry(name, setting.standard(), setting.worded(), setting.format().expected(),
                    setting.meaning(), setting.secret(), new ArrayList<>());
        }
    }

    /// In the order of the processes, those of one process in the order in which it reads them; the variables of the
    /// script at the end.
    static List<Entry> all() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (ConfiguredProcess process : ConfiguredProcess.ALL) {
            for (EffectiveSetting each : process.read(SettingSources.of(Map.of()), Path.of(".cda")).settings()) {
                entries.computeIfAbsent(each.name(), name -> Entry.of(name, each.setting())).processes()
                        .add(process.name());
            }
        }
        StartVariables.ALL.forEach(variable -> entries
                .computeIfAbsent(variable.name(), name -> Entry.of(name, variable)).processes().add(SCRIPT));
        return List.copyOf(entries.values());
    }

    /// The names of all processes, the script included.
    static List<String> processes() {
        return Stream.concat(ConfiguredProcess.names().stream(), Stream.of(SCRIPT)).toList();
    }

    /// The settings that one of these processes reads; all of them where none is named.
    static List<Entry> of(List<String> processes) {
        return all().stream()
                .filter(entry -> processes.isEmpty() || entry.processes().stream().anyMatch(processes::contains))
                .toList();
    }
}
