package io.cryptodata.allinone.rules;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/// The alert rules, the runbook, the reference of the meters and the rules' tests agree.
class AlertRulesTest {
    private static final Pattern SECTION = Pattern
            .compile("^## (\\w+)\n\n\\*\\*Means\\.\\*\\* .+?\n\\*\\*Confirm\\.\\*\\* .+?\n"
                    + "\\*\\*Do\\.\\*\\*", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("^## (\\w+)$", Pattern.MULTILINE);

    private final List<JsonNode> rules = AlertRules.all();

    @Test
    void every_rule_waits_and_has_a_severity_a_summary_and_the_section_of_the_runbook() {
        assertThat(rules).hasSizeGreaterThan(25).allSatisfy(rule -> {
            String name = rule.path("alert").asText();
            assertThat(rule.path("for").asText()).as(name).matches("[1-9]\\d*[mh]");
            assertThat(rule.at("/labels/severity").asText()).as(name).isIn("critical", "warning");
            assertThat(rule.at("/annotations/summary").asText()).as(name).isNotBlank();
            assertThat(rule.at("/annotations/runbook").asText())
                    .isEqualTo("docs/runbook.md#" + name.toLowerCase(Locale.ROOT));
        });
    }

    @Test
    void the_runbook_has_one_section_per_rule() {
        String runbook = Repository.read(Repository.root().resolve("docs/runbook.md"));
        List<String> names = names(rules, "alert");
        assertThat(HEADING.matcher(runbook).results().map(heading -> heading.group(1)))
                .containsExactlyInAnyOrderElementsOf(names);
        assertThat(SECTION.matcher(runbook).results().map(section -> section.group(1)))
                .as("sections with means, confirm and do").containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void rules_use_meters_of_the_reference_only() {
        assertThat(rules).allSatisfy(rule -> assertThat(PromQl.seriesIn(rule.path("expr").asText())).isNotEmpty()
                .isSubsetOf(MetricsPage.names()));
    }

    @Test
    void every_rule_is_tested_in_each_of_its_states() {
        Map<String, JsonNode> tests = AlertRules.tests().stream()
                .collect(Collectors.toMap(test -> test.path("name").asText(), Function.identity()));
        assertThat(tests.keySet()).containsExactlyInAnyOrderElementsOf(names(rules, "alert"));
        tests.forEach((name, test) -> {
            List<JsonNode> states = test.path("promql_expr_test").valueStream().toList();
            String any = "ALERTS{alertname=\"%s\"}".formatted(name);
            String state = "count(ALERTS{alertname=\"%s\", alertstate=\"%s\"})";
            assertThat(names(states, "expr")).as(name).containsExactly(any, state.formatted(name, "pending"),
                    state.formatted(name, "firing"), any);
            assertThat(states).as(name).extracting(each -> each.path("exp_samples").size()).containsExactly(0, 1, 1, 0);
            assertThat(test.at("/alert_rule_test/0/exp_alerts/0/exp_annotations/summary").asText()).as(name)
                    .isNotBlank();
        });
    }

    private static List<String> names(List<JsonNode> nodes, String field) {
        return nodes.stream().map(node -> node.path(field).asText()).toList();
    }
}
