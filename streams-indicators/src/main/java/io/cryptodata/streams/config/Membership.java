package io.cryptodata.streams.config;

import io.cryptodata.service.settings.Settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// How a process takes part in the group that shares the partitions.
///
/// @param instance a name that no other process has: it keeps its partitions while it is stopped, for as long as the session
///        timeout. Empty: its partitions move as soon as it is stopped, and a killed process keeps them by the name in its
///        state folder
/// @param sessionTimeout how long a process may be silent, or a static member stopped, before its partitions move
/// @param standbys how many other processes keep a copy of each partition's state, to take over without restoring it
public record Membership(Optional<String> instance, Duration sessionTimeout, int standbys) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    /// what brokers accept unless configured otherwise
    private static final Duration SHORTEST_SESSION = Duration.ofSeconds(6);
    private static final Duration LONGEST_SESSION = Duration.ofMinutes(30);
    private static final int MOST_STANDBYS = 9;

    public Membership {
        List<String> problems = new ArrayList<>();
        instance.filter(name -> !NAME.matcher(name).matches()).ifPresent(name -> problems
                .add("STREAMS_INSTANCE must be up to 100 letters, digits, '.', '_' or '-', but was '" + name + "'"));
        if (sessionTimeout.compareTo(SHORTEST_SESSION) < 0 || sessionTimeout.compareTo(LONGEST_SESSION) > 0) {
            problems.add("STREAMS_SESSION_TIMEOUT must be between 6s and 30m, but was '" + sessionTimeout + "'");
        }
        if (standbys < 0 || standbys > MOST_STANDBYS) {
            problems.add("STREAMS_STANDBYS must be between 0 and " + MOST_STANDBYS + ", but was '" + standbys + "'");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /// A member that is named by its state folder, without standbys.
    public static Membership standard() {
        return new Membership(Optional.empty(), Duration.ofSeconds(10), 0);
    }

    /// The same with a name, unless it has one.
    public Membership orNamed(Supplier<String> name) {
        return instance.isPresent() ? this : new Membership(Optional.of(name.get()), sessionTimeout, standbys);
    }

    static Membership from(Settings settings) {
        Membership standard = standard();
        String instance = settings.text("INSTANCE", "");
        return new Membership(instance.isEmpty() ? Optional.empty() : Optional.of(instance),
                settings.duration("SESSION_TIMEOUT", standard.sessionTimeout),
                settings.integer("STANDBYS", standard.standbys));
    }
}
