package io.cryptodata.allinone.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The alert rules of `infra/prometheus`, and their tests.
final class AlertRules {
    static final Path FOLDER = Repository.root().resolve("infra/prometheus");
    private static final YAMLMapper YAML = new YAMLMapper();

    private AlertRules() {}

    /// Every alert rule, as in its file.
    static List<JsonNode> all() {
        return documents("rules").flatMap(document -> document.path("groups").valueStream())
                .flatMap(group -> group.path("rules").valueStream()).toList();
    }

    /// Every test of an alert rule, as in its file.
    static List<JsonNode> tests() {
        return documents("tests").flatMap(document -> document.path("tests").valueStream()).toList();
    }

    /// The files of a folder below `infra/prometheus`.
    static List<Path> filesOf(String folder) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> documents(String folder) {
        return filesOf(folder).stream().map(AlertRules::read);
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
