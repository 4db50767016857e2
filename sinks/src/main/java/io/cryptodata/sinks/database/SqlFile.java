package io.cryptodata.sinks.database;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// A file with SQL on the class path.
final class SqlFile {
    private SqlFile() {}

    /// The statements of a file in which each ends with a semicolon before an empty line.
    static List<String> statements(String path) {
        return Arrays.stream(text(path).split(";\\s*\\n(?:\\s*\\n|\\z)")).map(String::strip)
                .filter(statement -> !statement.isEmpty()).toList();
    }

    static String text(String path) {
        try (InputStream file = SqlFile.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new FileNotFoundException(path + " is not on the class path");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
