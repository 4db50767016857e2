package io.cryptodata.allinone.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the process that listens on a port, where the system permits it (Linux, processes of the same user).
final class PortHolder {

    private static final String LISTENING = "0A";
    private static final int ADDRESS_FIELD = 1;
    private static final int STATE_FIELD = 3;
    private static final int INODE_FIELD = 9;

    private PortHolder() {}

    /// Such as `process 4711 (postgres)`.
    static Optional<String> of(int port) {
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6").map(Path::of).filter(Files::isReadable)
                .flatMap(table -> inode(table, port).stream())
                .flatMap(inode -> processWith("socket:[" + inode + "]").stream())
                .findFirst()
                .map(process -> "process " + process.pid() + process.info().command()
                        .map(command -> " (" + Path.of(command).getFileName() + ")").orElse(""));
    }

    private static Optional<String> inode(Path table, int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        return lines(table).stream().skip(1).map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > INODE_FIELD && fields[STATE_FIELD].equals(LISTENING)
                        && fields[ADDRESS_FIELD].endsWith(suffix))
                .map(fields -> fields[INODE_FIELD]).findFirst();
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static Optional<ProcessHandle> processWith(String socket) {
        return ProcessHandle.allProcesses().filter(process -> holds(process.pid(), socket)).findFirst();
    }

    private static boolean holds(long pid, String socket) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path file : files) {
                if (Files.isSymbolicLink(file) && Files.readSymbolicLink(file).toString().equals(socket)) {
                    return true;
                }
            }
            return false;
        } catch (IOException notOurs) {
            return false;
        }
    }
}
