package io.cryptodata.helm;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What the chart creates.
record Manifests(List<JsonNode> all) {
    private static final List<String> KINDS_WITH_PODS = List.of("Deployment", "StatefulSet", "Job");

    List<JsonNode> of(String kind) {
        return all.stream().filter(each -> each.path("kind").asText().equals(kind)).toList();
    }

    JsonNode named(String kind, String name) {
        return of(kind).stream().filter(each -> nameOf(each).equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " is named " + name));
    }

    /// What runs pods of ours, by part.
    Map<String, JsonNode> workloads() {
        Map<String, JsonNode> workloads = new TreeMap<>();
        KINDS_WITH_PODS.stream().flatMap(kind -> of(kind).stream())
                .forEach(workload -> workloads.put(partOf(workload), workload));
        return workloads;
    }

    static String nameOf(JsonNode manifest) {
        return manifest.path("metadata").path("name").asText();
    }

    static String partOf(JsonNode manifest) {
        return manifest.path("metadata").path("labels").path("app.kubernetes.io/component").asText();
    }

    static JsonNode podOf(JsonNode workload) {
        return workload.path("spec").path("template").path("spec");
    }

    /// The only container of a workload.
    static JsonNode containerOf(JsonNode workload) {
        JsonNode containers = podOf(workload).path("containers");
        if (containers.size() != 1 || podOf(workload).has("initContainers")) {
            throw new AssertionError(nameOf(workload) + " has not one container");
        }
        return containers.get(0);
    }

    /// The variables of a workload. One that Kubernetes fills has the name of the field.
    static Map<String, String> environmentOf(JsonNode workload) {
        Map<String, String> variables = new TreeMap<>();
        containerOf(workload).path("env").forEach(variable -> {
            JsonNode field = variable.path("valueFrom").path("fieldRef").path("fieldPath");
            String earlier = variables.put(variable.path("name").asText(),
                    field.isMissingNode() ? variable.path("value").asText() : field.asText());
            if (earlier != null) {
                throw new AssertionError(nameOf(workload) + " has " + variable.path("name") + " twice");
            }
        });
        return variables;
    }

    /// The files below `/run/secrets` of a workload.
    static List<String> secretFilesOf(JsonNode workload) {
        return secretSourcesOf(workload).flatMap(source -> source.path("items").valueStream())
                .map(item -> "/run/secrets/" + item.path("path").asText()).toList();
    }

    /// The secrets that a workload mounts, each with its items.
    static Stream<JsonNode> secretSourcesOf(JsonNode workload) {
        return podOf(workload).path("volumes").valueStream().filter(volume -> volume.has("projected"))
                .flatMap(volume -> volume.path("projected").path("sources").valueStream())
                .map(source -> source.path("secret"));
    }

    /// Whether the labels of a pod contain those of a selector.
    static boolean selects(JsonNode selector, JsonNode labels) {
        return !selector.isEmpty() && selector.propertyStream()
                .allMatch(label -> Objects.equals(labels.get(label.getKey()), label.getValue()));
    }
}
