package io.cryptodata.allinone.embedded;

import io.cryptodata.service.retry.Await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// PostgreSQL refuses to run as root. An ordinary user runs it as it is. For root it runs in a user namespace of its
/// own, where it is nobody in particular and still owns root's files; where the system forbids that, as many
/// containers do, it runs as the user with the number of `nobody`, who is given the folders it needs.
///
/// @param prefix what goes before a command
/// @param owner the number of the user whom PostgreSQL's folders must belong to; negative when they belong to us anyway
record OrdinaryUser(List<String> prefix, int owner) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration HANDING_OVER_PATIENCE = Duration.ofMinutes(2);
    private static final int NOBODY = 65_534;
    private static final int ROOT = 0;
    private static final int OURSELVES = -1;
    private static final OrdinaryUser US = new OrdinaryUser(List.of(), OURSELVES);
    private static final OrdinaryUser IN_NAMESPACE = new OrdinaryUser(List.of("unshare", "-U"), ROOT);
    private static final OrdinaryUser AS_NOBODY = new OrdinaryUser(
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), NOBODY);

    /// The first way that works here for files in these folders.
    ///
    /// @throws StartException when we are root and there is no way
    static OrdinaryUser find(Path programs, Path data) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return US;
        }
        return Stream.of(IN_NAMESPACE, AS_NOBODY).filter(way -> way.reaches(programs) && way.reaches(data)).findFirst()
                .orElseThrow(() -> new StartException("PostgreSQL refuses to run as root, and this system lets root"
                        + " neither use user namespaces (unshare -U) nor reach " + data
                        + " as another user (setpriv): run this as an ordinary user."));
    }

    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return List.copyOf(all);
    }

    /// Gives the folders with all that is in them to the user that PostgreSQL will be.
    void handOver(Path... folders) {
        if (owner == OURSELVES) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("chown", "-R", Integer.toString(owner)));
        Stream.of(folders).map(Path::toString).forEach(command::add);
        if (!succeeds(command, HANDING_OVER_PATIENCE)) {
            throw new StartException("PostgreSQL's folders cannot be given to the user it runs as: "
                    + String.join(" ", command) + " fails.");
        }
    }

    private boolean reaches(Path folder) {
        return succeeds(command(List.of("test", "-x", folder.toString())), PATIENCE);
    }

    private static boolean succeeds(List<String> command, Duration patience) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            boolean ended = Await.end(process, patience);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }
}
