package io.cryptodata.streams.config;

import io.cryptodata.service.settings.Format;
import io.cryptodata.service.settings.Problems;
import io.cryptodata.service.settings.Setting;
import io.cryptodata.service.settings.Settings;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// How a process takes part in the group that shares the partitions.
///
/// @param instance a name that no other process has: it keeps its partitions while it is stopped, for as long as the session
///        timeout. Empty: its partitions move as soon as it is stopped, and a killed process keeps them by the name in its
///        state folder
/// @param sessionTimeout how long a process may be silent, or a static member stopped, before its partitions move
/// @param standbys how many other processes keep a copy of each partition's state, to take over without restoring it
public record Membership(Optional<String> instance, Duration sessionTimeout, int standbys) {
    private static final Setting<String> INSTANCE = Setting
            .of("INSTANCE", new Format<>("up to 100 letters, digits, '.', '_' or '-'", text -> text,
                    text -> text.matches("[A-Za-z0-9._-]{1,100}")),
                    "the name under which a process returns to the group; no other process may have it. Set here, the partitions also stay with the process while it is stopped")
            .withDefaultInWords("made once, in the state folder");
    /// the range that brokers accept unless configured otherwise
    private static final Setting<Duration> SESSION_TIMEOUT = Setting
            .of("SESSION_TIMEOUT", Format.duration(Duration.ofSeconds(6), Duration.ofMinutes(30)),
                    "how long a process may be silent, killed, or stopped with `STREAMS_INSTANCE` set, before its partitions move")
            .withDefault("10s");
    private static final Setting<Integer> STANDBYS = Setting
            .of("STANDBYS", Format.integer(0, 9),
                    "how many other processes keep a copy of each partition's state, to take over without restoring it")
            .withDefault("0");

    public Membership {
        Problems problems = new Problems(StreamsConfig.PREFIX);
        instance.ifPresent(name -> problems.check(INSTANCE, name));
        problems.check(SESSION_TIMEOUT, sessionTimeout);
        problems.check(STANDBYS, standbys);
        problems.throwIfAny();
    }

    /// A member that is named by its state folder, without standbys.
    public static Membership standard() {
        return new Membership(Optional.empty(), Duration.ofSeconds(10), 0);
    }

    /// The same with a name, unless it has one.
    public Membership orNamed(Supplier<String> name) {
        return instance.isPresent() ? this : new Membership(Optional.of(name.get()), sessionTimeout, standbys);
    }

    static Membership read(Settings settings) {
        return new Membership(settings.find(INSTANCE), settings.get(SESSION_TIMEOUT), settings.get(STANDBYS));
    }
}
