package io.cryptodata.allinone.cli.setup;

import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/// The Helm chart gives the login of each process what `./cda acls` gives it. `-Dapprove=true` writes its file.
class ChartRightsFileTest {
    private static final Path FILE = Path.of(System.getProperty("repository.root", ".."))
            .resolve("infra/helm/cryptodata/files/kafka-rights.yaml");
    private static final String COMMENT = "# What the login of each process may do on the brokers, generated from the roles of ./cda acls.\n";

    @Test
    void the_chart_has_the_rights_of_every_process() throws IOException {
        String expected = Arrays.stream(KafkaRole.values()).filter(role -> role != KafkaRole.BOT)
                .map(ChartRightsFileTest::rightsOf).collect(Collectors.joining("", COMMENT, ""));
        if (Boolean.getBoolean("approve")) {
            Files.writeString(FILE, expected);
        }
        assertThat(FILE).hasContent(expected);
    }

    private static String rightsOf(KafkaRole role) {
        Map<ResourcePattern, List<AclOperation>> rights = new LinkedHashMap<>();
        for (AclBinding binding : role.bindings(role.principal())) {
            assertThat(binding.entry().permissionType().name()).isEqualTo("ALLOW");
            rights.computeIfAbsent(binding.pattern(), _ -> new ArrayList<>()).add(binding.entry().operation());
        }
        StringBuilder text = new StringBuilder(role.label()).append(":\n");
        rights.forEach(
                (resource, operations) -> text.append("  - {type: ").append(camel(resource.resourceType().name()))
                        .append(", name: ").append(resource.name())
                        .append(resource.patternType() == PatternType.PREFIXED ? ", pattern: prefix" : "")
                        .append(", operations: [").append(operations.stream().sorted().map(ChartRightsFileTest::title)
                                .collect(Collectors.joining(", ")))
                        .append("]}\n"));
        return text.toString();
    }

    /// Such as `DescribeConfigs`.
    private static String title(AclOperation operation) {
        String name = camel(operation.name());
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /// Such as `transactionalId`.
    private static String camel(String name) {
        StringBuilder result = new StringBuilder();
        for (String word : name.split("_", -1)) {
            String lower = word.toLowerCase(Locale.ROOT);
            result.append(
                    result.isEmpty() ? lower : lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1));
        }
        return result.toString();
    }
}
