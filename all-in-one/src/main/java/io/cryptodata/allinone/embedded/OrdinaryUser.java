package io.cryptodata.allinone.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// PostgreSQL refuses to run as root. For root it runs in a user namespace of its own, where it is nobody in particular
/// and still owns root's files; for everyone else it runs as it is.
final class OrdinaryUser {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> NAMESPACE = List.of("unshare", "-U");

    private OrdinaryUser() {}

    /// @throws StartException when we are root and the system forbids user namespaces
    static List<String> command(List<String> command) {
        if (!isRoot()) {
            return command;
        }
        if (!succeeds(prefixed(NAMESPACE, List.of("true")))) {
            throw new StartException("PostgreSQL refuses to run as root, and this system does not let root use user"
                    + " namespaces (unshare -U): run this as an ordinary user.");
        }
        return prefixed(NAMESPACE, command);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean succeeds(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return Await.end(process, PATIENCE) && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private static List<String> prefixed(List<String> prefix, List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return List.copyOf(all);
    }
}
