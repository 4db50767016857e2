package io.cryptodata.service.settings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The names of all settings: those that a process reads, and those of the other processes, from a list that the build
/// checks against their readers.
final class KnownSettings {
    private static final String LIST = "known-settings.txt";
    private static final String ANY_WORD = "<";

    private final Set<String> names = new TreeSet<>();
    /// with a part in place of which any word stands
    private final Set<String> families = new TreeSet<>();
    private final List<Pattern> familiesOfOthers;
    private final Set<String> prefixes = new TreeSet<>();

    private KnownSettings(Collection<EffectiveSetting> read, List<String> listed) {
        for (EffectiveSetting each : read) {
            names.add(each.name());
            if (each.setting().secret() && !each.name().endsWith(Setting.FILE_SUFFIX)) {
                names.add(each.name() + Setting.FILE_SUFFIX);
            }
        }
        familiesOfOthers = listed.stream().filter(name -> name.contains(ANY_WORD) && !names.contains(name))
                .map(name -> Pattern.compile(name.replaceAll("<\\w+>", "[A-Z0-9]+"))).toList();
        names.addAll(listed);
        names.forEach(name -> prefixes.add(prefixOf(name)));
        names.stream().filter(name -> name.contains(ANY_WORD)).forEach(families::add);
        names.removeAll(families);
    }

    /// @param read what this process has read
    static KnownSettings of(Collection<EffectiveSetting> read) {
        return new KnownSettings(read, Listed.NAMES);
    }

    private static final class Listed {
        private static final List<String> NAMES = read();

        private static List<String> read() {
            try (InputStream list = KnownSettings.class.getResourceAsStream(LIST)) {
                if (list == null) {
                    throw new IllegalStateException("the list of settings " + LIST + " is missing");
                }
                return new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8)).lines()
                        .filter(line -> !line.isBlank()).toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    boolean contains(String name) {
        return names.contains(name) || familiesOfOthers.stream().anyMatch(family -> family.matcher(name).matches());
    }

    /// Whether a name begins like those of settings, up to the first `_`.
    boolean hasPrefixOf(String name) {
        return prefixes.contains(prefixOf(name));
    }

    private static String prefixOf(String name) {
        return name.substring(0, name.indexOf('_') + 1);
    }

    /// That a name is unknown, with the one that was probably meant.
    String describeUnknown(String name) {
        Set<String> candidates = new TreeSet<>(names);
        families.forEach(family -> memberNear(family, name).ifPresent(candidates::add));
        candidates.remove(name);
        Optional<String> near = Spelling.nearest(name, candidates).or(() -> withPrefix(name));
        return name + " is not a setting; "
                + near.map(meant -> "did you mean " + meant + "?").orElse("./cda config list names all settings");
    }

    /// The member of a family that has the same word as the name, for example `PRODUCERS_BITSTAMP_URL`; empty
    /// where the name has another number of parts.
    private static Optional<String> memberNear(String family, String name) {
        String[] parts = family.split("_");
        String[] words = name.split("_");
        if (parts.length != words.length) {
            return Optional.empty();
        }
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].contains(ANY_WORD)) {
                parts[i] = words[i];
            }
        }
        return Optional.of(String.join("_", parts));
    }

    /// The setting whose name without its prefix is this one.
    private Optional<String> withPrefix(String name) {
        return names.stream().filter(known -> known.endsWith("_" + name) && prefixOf(known).length() == known.length()
                - name.length()).findFirst();
    }
}
