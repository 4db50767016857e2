package io.cryptodata.allinone.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Starts children in a new session where the platform supports it: Ctrl-C at the terminal then reaches only this process,
/// which stops them in order.
final class Detached {

    private static final Optional<Path> SETSID = Stream.of("/usr/bin/setsid", "/bin/setsid").map(Path::of)
            .filter(Files::isExecutable).findFirst();

    private Detached() {}

    static List<String> command(List<String> command) {
        return SETSID.map(setsid -> prefixed(setsid.toString(), command)).orElse(command);
    }

    private static List<String> prefixed(String first, List<String> rest) {
        List<String> all = new ArrayList<>();
        all.add(first);
        all.addAll(rest);
        return List.copyOf(all);
    }
}
