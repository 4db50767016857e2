package io.cryptodata.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The chart of `infra/helm`, as Helm renders it.
///
/// @param folder a copy without links: Helm reports each link that it follows
record Chart(Path folder) {
    static final Path ROOT = Path.of(System.getProperty("repository.root")).toAbsolutePath().normalize();
    static final Path SOURCE = ROOT.resolve("infra/helm/cryptodata");
    private static final YAMLMapper YAML = new YAMLMapper();

    static Chart copiedTo(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCE, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(SOURCE.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return new Chart(folder);
    }

    /// Problems and advice about the chart itself.
    LintResult lint() {
        return new Helm(folder).lint().strict().call();
    }

    /// What an installation with these values creates, as the release `cda` in the namespace `data`.
    ///
    /// @param file of values beside the defaults; empty for none
    /// @param values further ones, by their path
    Manifests render(String file, Map<String, String> values) {
        TemplateCommand command = new Helm(folder).template().withName("cda").withNamespace("data")
                .withKubeVersion("1.33.0");
        if (!file.isEmpty()) {
            command.withValuesFile(folder.resolve(file));
        }
        values.forEach(command::set);
        return new Manifests(parse(command.call()));
    }

    static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> parse(String text) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            return documents.readAll().stream().filter(JsonNode::isObject).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
