package io.cryptodata.service.settings;

import java.util.List;

/// Variables of the environment that are read before any configuration: by the script `cda`, and by the tests. They cannot
/// stand in a file.
public final class StartVariables {
    /// In the order of the reference, without defaults.
    public static final List<Setting<String>> ALL = List.of(
            Setting.of(SettingSources.FILE_VARIABLE, new Format<>("a file", text -> text, _ -> true),
                    "the configuration file, where a command has no `--config`"),
            Setting.of("CDA_DEBUG", Format.TEXT, "set to anything: a command that fails prints a stack trace"),
            Setting.of("CDA_LOG_FORMAT", new Format<>("text or json", text -> text, _ -> true),
                    "how lines of the log are written; the containers have json").withDefault("text"),
            Setting.of("CDA_LOG_TO", new Format<>("files or stdout", text -> text, _ -> true),
                    "where the log is written: files of limited size in the data folder, or standard output, as in the containers")
                    .withDefault("files"),
            Setting.of("CDA_JAVA_HOME", Format.TEXT, "the JDK to use")
                    .withDefaultInWords("the first one that is found"),
            Setting.of("CDA_JDK_PLACES", Format.TEXT, "folders, separated by colons, that hold JDKs")
                    .withDefaultInWords("the usual places"),
            Setting.of("CDA_JAVA_OPTIONS", Format.TEXT, "further options of the JVM, for example `-Xmx4g`"),
            Setting.of("CDA_NO_BUILD", Format.TEXT,
                    "set to anything: the last build is started, even if sources have changed since"),
            Setting.of("CDA_TEST_DATABASE_URL", Format.TEXT,
                    "a TimescaleDB server on which the tests of the database run as well"));

    private StartVariables() {}

    static boolean contains(String name) {
        return ALL.stream().anyMatch(variable -> variable.name().equals(name));
    }
}
