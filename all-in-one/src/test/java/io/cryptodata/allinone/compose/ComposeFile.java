package io.cryptodata.allinone.compose;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import static java.util.stream.Collectors.toMap;

/// `docker-compose.yml` as it is written, with its merge keys resolved and its variables unresolved.
///
/// @param services their settings by name
/// @param variables the defaults of the variables; empty text for those without one
record ComposeFile(Map<String, Map<String, Object>> services, Map<String, String> variables) {
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+)(?::([-?])([^}]*))?}");

    static ComposeFile read(Path root) throws IOException {
        String text = Files.readString(root.resolve("docker-compose.yml"));
        Map<String, Map<String, Object>> services = new TreeMap<>();
        Map<?, ?> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        mapOf(file.get("services")).forEach((name, service) -> services.put(name, mapOf(service)));
        return new ComposeFile(services, VARIABLE.matcher(text).results()
                .collect(toMap(found -> found.group(1), ComposeFile::standard, (first, _) -> first, TreeMap::new)));
    }

    private static String standard(MatchResult variable) {
        return Objects.equals(variable.group(2), "-") ? variable.group(3) : "";
    }

    /// A text with the defaults of its variables.
    String withDefaults(String text) {
        return VARIABLE.matcher(text).replaceAll(ComposeFile::standard);
    }

    /// A setting of a service as text, with its variables.
    static String text(Map<String, Object> service, String name) {
        return Objects.requireNonNull(service.get(name), name).toString();
    }

    static Map<String, Object> mapOf(@Nullable Object value) {
        Map<String, Object> typed = new TreeMap<>();
        ((Map<?, ?>) Objects.requireNonNull(value)).forEach((name, entry) -> typed.put(name.toString(), entry));
        return typed;
    }

    static List<Object> listOf(@Nullable Object value) {
        return List.copyOf((List<?>) Objects.requireNonNull(value));
    }
}
