package io.cryptodata.allinone.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/// The dashboards can be provisioned, and use meters that exist. Their SQL is run by `DashboardQueriesTest` of the sinks.
class DashboardsTest {
    private static final Path FOLDER = Repository.root().resolve("infra/grafana");
    private static final YAMLMapper MAPPER = new YAMLMapper();
    private static final int COLUMNS = 24;

    private final List<Path> files = Repository.filesEndingWith(".json").stream()
            .filter(file -> file.startsWith(FOLDER.resolve("dashboards"))).toList();

    @Test
    void every_dashboard_has_the_identity_of_its_file() {
        assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly("database.json",
                "kafka-streams.json", "pipeline.json", "tasks.json", "venues.json");
        assertThat(files).allSatisfy(file -> {
            JsonNode dashboard = read(file);
            assertThat("%s.json".formatted(dashboard.path("uid").asText())).isEqualTo("cda-" + file.getFileName());
            assertThat(dashboard.path("title").asText()).isNotBlank();
            assertThat(dashboard.path("description").asText()).isNotBlank();
            assertThat(dashboard.path("timezone").asText()).isEqualTo("utc");
        });
    }

    @Test
    void every_panel_is_in_a_row_and_has_a_title_a_description_and_its_place() {
        assertThat(files).allSatisfy(file -> {
            List<JsonNode> panels = panels(file);
            assertThat(panels.getFirst().path("type").asText()).isEqualTo("row");
            assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
            assertThat(panels).extracting(panel -> panel.path("title").asText()).doesNotContain("")
                    .doesNotHaveDuplicates();
            assertThat(panels.stream().filter(panel -> !isRow(panel))).allSatisfy(panel -> {
                assertThat(panel.path("description").asText()).as(panel.path("title").asText()).isNotBlank();
                JsonNode place = panel.path("gridPos");
                assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(COLUMNS);
            });
        });
    }

    @Test
    void panels_of_prometheus_have_a_unit_and_use_meters_of_the_reference() {
        for (JsonNode target : targets("cda-prometheus")) {
            String expression = target.path("expr").asText();
            assertThat(PromQl.seriesIn(expression)).as(expression).isNotEmpty().isSubsetOf(MetricsPage.names());
            assertThat(target.path("legendFormat").asText()).as(expression).isNotBlank();
        }
        assertThat(files.stream().flatMap(file -> panels(file).stream())
                .filter(panel -> panel.at("/datasource/uid").asText().equals("cda-prometheus")))
                .allSatisfy(panel -> assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                        .as(panel.path("title").asText()).isNotBlank());
    }

    @Test
    void every_data_source_is_provisioned() throws IOException {
        Set<String> provisioned = MAPPER
                .readTree(FOLDER.resolve("provisioning/datasources/datasources.yml").toFile()).path("datasources")
                .valueStream().map(source -> source.path("uid").asText()).collect(Collectors.toSet());
        assertThat(provisioned).containsExactlyInAnyOrder("cda-prometheus", "cda-postgresql");
        assertThat(files).allSatisfy(file -> assertThat(read(file).findValues("datasource")).isNotEmpty()
                .allSatisfy(source -> assertThat(source.path("uid").asText()).isIn(provisioned)));
        assertThat(targets("cda-postgresql")).hasSizeGreaterThan(10)
                .allSatisfy(target -> assertThat(target.path("rawSql").asText()).isNotBlank());
    }

    private List<JsonNode> targets(String source) {
        return files.stream().flatMap(file -> panels(file).stream())
                .flatMap(panel -> panel.path("targets").valueStream())
                .filter(target -> target.at("/datasource/uid").asText().equals(source)).toList();
    }

    private static List<JsonNode> panels(Path file) {
        return read(file).path("panels").valueStream().toList();
    }

    private static boolean isRow(JsonNode panel) {
        return panel.path("type").asText().equals("row");
    }

    /// JSON is YAML.
    private static JsonNode read(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
