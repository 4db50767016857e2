package io.cryptodata.service.settings;

import io.cryptodata.service.settings.SettingSources.Given;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// One reading of the sources: what was read, and what is wrong.
final class SettingsSession {
    private static final Pattern NAME = Pattern.compile("\\b[A-Z][A-Z0-9]*_[A-Z0-9_]*[A-Z0-9]\\b");

    private final SettingSources sources;
    private final Map<String, EffectiveSetting> read = new LinkedHashMap<>();
    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<String> hidden = new HashSet<>();

    SettingsSession(SettingSources sources) {
        this.sources = sources;
    }

    Optional<Given> find(String name) {
        return sources.find(name);
    }

    boolean isHidden(String name) {
        return hidden.contains(name);
    }

    void hide(Set<String> names) {
        hidden.addAll(names);
    }

    /// Records a setting with the value that is given.
    void record(String name, Setting<?> setting, Optional<Given> given) {
        String value = given.map(set -> setting.secret() ? Masking.MASK : Masking.urlsIn(set.text()))
                .orElse(setting.standard());
        read.put(name, new EffectiveSetting(name, setting, value,
                given.map(Given::origin).orElseGet(Origin.Default::new)));
    }

    /// Records the file of a secret, whose path is none.
    void recordFile(String name, Setting<?> setting, Given file) {
        read.put(name, new EffectiveSetting(name, setting, file.text(), file.origin()));
    }

    void problem(String text) {
        problems.add(Masking.urlsIn(text));
    }

    <T> Optional<T> attempt(Supplier<T> reader) {
        try {
            return Optional.of(reader.get());
        } catch (SettingsException e) {
            e.problems().forEach(this::problemOfValues);
        } catch (IllegalArgumentException e) {
            problemOfValues(String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    /// Adds the origins of the values that the text of a problem names.
    private void problemOfValues(String text) {
        List<String> origins = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        NAME.matcher(text).results().forEach(name -> names.add(name.group()));
        names.forEach(name -> find(name).ifPresent(given -> origins.add(name + ": " + given.origin())));
        String all = origins.size() == 1
                ? origins.getFirst().substring(origins.getFirst().indexOf(' ') + 1)
                : String.join(", ", origins);
        problem(all.isEmpty() ? text : text + " (" + all + ")");
    }

    /// A name in the file must be a setting of some process, and a variable whose prefix is that of settings as well.
    void rejectUnknownNames() {
        KnownSettings known = KnownSettings.of(read.values());
        for (String name : sources.namesInFile()) {
            if (StartVariables.contains(name)) {
                problem(name + " is read from the environment only (" + origin() + ")");
            } else if (!known.contains(name)) {
                problem(known.describeUnknown(name) + " (" + origin() + ")");
            }
        }
        for (String name : sources.namesInEnvironment()) {
            if (known.hasPrefixOf(name) && !known.contains(name) && !StartVariables.contains(name)) {
                problem(known.describeUnknown(name) + " (" + new Origin.Environment() + ")");
            }
        }
    }

    private String origin() {
        return sources.file().map(path -> new Origin.ConfigFile(path).toString()).orElse("");
    }

    List<EffectiveSetting> read() {
        return List.copyOf(read.values());
    }

    List<String> problems() {
        return List.copyOf(problems);
    }
}
