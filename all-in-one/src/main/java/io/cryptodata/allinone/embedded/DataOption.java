package io.cryptodata.allinone.embedded;

import java.nio.file.Path;

/// The option `--data` of every command.
public final class DataOption {
    private DataOption() {}

    /// The folder of all state without the option: `.cda` in the repository.
    public static Path standard() {
        return Path.of(System.getProperty("cda.home", "")).resolve(".cda").toAbsolutePath().normalize();
    }

    /// What follows the name of a command that is to reach the instance of a folder: nothing where that is the standard
    /// one, otherwise a space and the option, quoted for a shell.
    public static String of(Path data) {
        Path folder = data.toAbsolutePath().normalize();
        return folder.equals(standard()) ? "" : " --data '" + folder.toString().replace("'", "'\\''") + '\'';
    }
}
