package io.cryptodata.streams.state;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/// The name under which the process of a state folder joins the group, kept in the folder: a process that was killed returns
/// as the same member. A copy of the folder is another member.
final class MemberName {
    private static final Logger LOG = LoggerFactory.getLogger(MemberName.class);
    private static final Pattern NAME = Pattern.compile("streams-[0-9a-f]{8}");
    /// where Kafka Streams keeps the identity of a process, which is part of the names of its transactions
    private static final String PROCESS = "kafka-streams-process-metadata";

    private final Path file;

    MemberName(Path file) {
        this.file = file;
    }

    /// @throws IOException if the file can be neither read nor written
    String get() throws IOException {
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            if (lines.size() == 2 && NAME.matcher(lines.getFirst()).matches()
                    && lines.getLast().equals(identity(file))) {
                return lines.getFirst();
            }
            LOG.warn("{} is of another folder, or damaged: this process joins the group under a new name", file);
            Files.deleteIfExists(file.resolveSibling(PROCESS));
        }
        return create();
    }

    private String create() throws IOException {
        String name = "streams-" + UUID.randomUUID().toString().substring(0, 8);
        Path draft = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), "");
        Files.writeString(draft, name + '\n' + identity(draft) + '\n');
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return name;
    }

    /// Of the file itself, the same after it is moved within its file system; `null` where there is none.
    private static String identity(Path path) throws IOException {
        return String.valueOf(Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    }
}
