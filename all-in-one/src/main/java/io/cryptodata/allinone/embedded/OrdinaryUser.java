package io.cryptodata.allinone.embedded;

import io.cryptodata.service.retry.Await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The user that runs PostgreSQL, which refuses to run as root. Root runs it in a new user namespace, in which it has no
/// privileges but still owns root's files. Where the system forbids that, as many containers do, it runs as the user
/// `nobody`, who becomes the owner of its folders.
///
/// @param prefix of commands
/// @param owner id of the user who must own PostgreSQL's folders; negative if the current user owns them already
record OrdinaryUser(List<String> prefix, int owner) {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CHOWN_TIMEOUT = Duration.ofMinutes(2);
    private static final int NOBODY = 65_534;
    private static final int ROOT = 0;
    private static final int CURRENT = -1;
    private static final OrdinaryUser CURRENT_USER = new OrdinaryUser(List.of(), CURRENT);
    private static final OrdinaryUser IN_NAMESPACE = new OrdinaryUser(List.of("unshare", "-U"), ROOT);
    private static final OrdinaryUser AS_NOBODY = new OrdinaryUser(
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), NOBODY);

    /// The first alternative that works on this system for these folders.
    ///
    /// @throws StartException if the current user is root and none works
    static OrdinaryUser find(Path programs, Path data) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return CURRENT_USER;
        }
        return Stream.of(IN_NAMESPACE, AS_NOBODY).filter(user -> user.canReach(programs) && user.canReach(data))
                .findFirst()
                .orElseThrow(() -> new StartException("PostgreSQL refuses to run as root, and this system lets root"
                        + " neither use user namespaces (unshare -U) nor reach " + data
                        + " as another user (setpriv): run this as an ordinary user."));
    }

    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return List.copyOf(all);
    }

    /// Makes the user that runs PostgreSQL the owner of the folders and their content.
    void handOver(Path... folders) {
        if (owner == CURRENT) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("chown", "-R", Integer.toString(owner)));
        Stream.of(folders).map(Path::toString).forEach(command::add);
        if (!succeeds(command, CHOWN_TIMEOUT)) {
            throw new StartException("The owner of PostgreSQL's folders cannot be changed: "
                    + String.join(" ", command) + " fails.");
        }
    }

    private boolean canReach(Path folder) {
        return succeeds(command(List.of("test", "-x", folder.toString())), TIMEOUT);
    }

    private static boolean succeeds(List<String> command, Duration timeout) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            boolean ended = Await.end(process, timeout);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }
}
