package io.cryptodata.allinone.rules;

import io.cryptodata.service.metrics.MeterDefinition;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// `docs/reference/metrics.md` is the approved list of meters with their tags; `-Dapprove=true` writes it.
class MetricsReferenceTest {
    private static final Path PAGE = Repository.root().resolve("docs/reference/metrics.md");

    @Test
    void the_page_lists_the_meters_that_are_defined() throws IOException {
        if (Boolean.getBoolean("approve")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, MetricsPage.text());
        }
        assertThat(MetricsPage.text()).isEqualTo(Files.readString(PAGE));
    }

    @Test
    void names_are_unique_and_every_meter_has_a_meaning() {
        List<MeterDefinition> all = MetricsPage.SECTIONS.values().stream().flatMap(each -> each.meters().stream())
                .toList();
        assertThat(all).extracting(MeterDefinition::name).doesNotHaveDuplicates().hasSizeGreaterThan(50);
        assertThat(all).allSatisfy(meter -> assertThat(meter.meaning()).endsWith(".").doesNotContain("|"));
    }

    @Test
    void meters_of_libraries_on_the_page_exist() {
        assertThat(PrometheusNames.ofEveryProcess()).containsAll(MetricsPage.libraries().keySet());
    }
}
