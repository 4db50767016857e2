package io.cryptodata.allinone.rules;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/// The page about dependencies agrees with the versions of the build and with what its scan accepts.
class DependenciesPageTest {
    private static final Pattern FIXED = Pattern
            .compile("(?m)^\\| (\\w+)[^|]* \\| ([0-9.]+) \\| ([0-9.]+) \\| (?:CVE|GHSA)");
    private static final Pattern PROPERTY = Pattern.compile("<(\\w+)\\.version>([0-9.]+)(?:\\.Final)?</");
    private static final Pattern ACCEPTED = Pattern
            .compile("<(?:cve|vulnerabilityName)[^>]*>([^<]+)</(?:cve|vulnerabilityName)>");
    private static final Map<String, String> PROPERTIES = Map.of("Logback", "logback", "Netty", "netty", "Vert",
            "vertx",
            "Jetty", "jetty", "Log4j", "log4j", "OpenTelemetry", "opentelemetry");

    private final String page = Repository.read(Repository.root().resolve("docs/dependencies.md"));

    @Test
    void upgrades_because_of_advisories_are_in_the_build() {
        Map<String, String> versions = new TreeMap<>();
        PROPERTY.matcher(Repository.read(Repository.root().resolve("pom.xml"))).results()
                .forEach(property -> versions.put(property.group(1), property.group(2)));
        assertThat(FIXED.matcher(page).results().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(PROPERTIES.keySet());
        for (MatchResult row : FIXED.matcher(page).results().toList()) {
            assertThat(versions).as(row.group(1)).containsEntry(
                    Objects.requireNonNull(PROPERTIES.get(row.group(1))), row.group(3));
            assertThat(row.group(2)).isNotEqualTo(row.group(3));
        }
    }

    @Test
    void every_accepted_advisory_is_explained() {
        String accepted = Repository.read(Repository.root().resolve("infra/build/accepted-advisories.xml"));
        assertThat(accepted).contains("</suppressions>");
        assertThat(ACCEPTED.matcher(accepted).results().map(advisory -> advisory.group(1)))
                .allSatisfy(advisory -> assertThat(page).contains(advisory));
    }
}
