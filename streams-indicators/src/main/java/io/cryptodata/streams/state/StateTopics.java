package io.cryptodata.streams.state;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The topics that stores were made from, in a file beside the stores. A topic that was deleted and created again, with another
/// number of partitions, has another id: the offsets and the keys of the stores are not those of its partitions.
record StateTopics(Path file) {
    /// Why the stores do not belong to these topics.
    ///
    /// @param ids by topic, of those that exist
    /// @return empty if they do; a topic that was not there before is none of theirs
    Optional<String> contradiction(Map<String, String> ids) throws IOException {
        if (!Files.exists(file)) {
            return Optional.of("it is not recorded which topics the state belongs to");
        }
        Properties recorded = new Properties();
        recorded.load(new StringReader(Files.readString(file)));
        String changed = recorded.stringPropertyNames().stream()
                .filter(topic -> !recorded.getProperty(topic).equals(ids.get(topic))).sorted()
                .collect(Collectors.joining(", "));
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of("the state is older than these topics, which were created again: " + changed);
    }

    void record(Map<String, String> ids) throws IOException {
        String text = new TreeMap<>(ids).entrySet().stream()
                .map(topic -> topic.getKey() + '=' + topic.getValue() + '\n')
                .collect(Collectors.joining());
        Path written = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(written, text);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
