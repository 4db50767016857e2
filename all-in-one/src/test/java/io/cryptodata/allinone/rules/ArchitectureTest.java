package io.cryptodata.allinone.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/// Arrows point inwards. A class that breaks one of them breaks the build.
class ArchitectureTest {
    private static final String DOMAIN = "io.cryptodata.domain..";
    private static final String SCHEMAS = "io.cryptodata.schemas..";
    private static final String SIMULATOR = "io.cryptodata.simulator..";
    private static final String PRODUCERS = "io.cryptodata.producers..";
    private static final String STREAMS = "io.cryptodata.streams..";
    private static final String SINKS = "io.cryptodata.sinks..";
    private static final String ALL_IN_ONE = "io.cryptodata.allinone..";

    private static JavaClasses product;

    @BeforeAll
    static void read_the_product() {
        product = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.cryptodata");
        assertThat(product.size()).as("classes found").isGreaterThan(20);
    }

    @Test
    void domain_depends_on_nothing_but_java() {
        classes().that().resideInAPackage(DOMAIN).should().onlyDependOnClassesThat()
                .resideInAnyPackage(DOMAIN, "java..", "org.jspecify..").check(product);
    }

    @Test
    void domain_never_asks_for_the_time() {
        noClasses().that().resideInAPackage(DOMAIN).should().callMethod(Instant.class, "now").orShould()
                .callMethod(System.class, "currentTimeMillis").orShould().callMethod(System.class, "nanoTime")
                .orShould().callMethod(Clock.class, "systemUTC").check(product);
    }

    @Test
    void domain_does_no_input_or_output() {
        noClasses().that().resideInAPackage(DOMAIN).should().dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.sql..").check(product);
    }

    @Test
    void schemas_know_only_the_domain() {
        noClasses().that().resideInAPackage(SCHEMAS).should().dependOnClassesThat()
                .resideInAnyPackage(SIMULATOR, PRODUCERS, STREAMS, SINKS, ALL_IN_ONE).check(product);
    }

    @Test
    void the_simulator_knows_only_the_domain() {
        noClasses().that().resideInAPackage(SIMULATOR).should().dependOnClassesThat()
                .resideInAnyPackage(SCHEMAS, PRODUCERS, STREAMS, SINKS, ALL_IN_ONE).check(product);
    }

    @Test
    void producers_streams_and_sinks_share_topics_and_not_classes() {
        noClasses().that().resideInAPackage(PRODUCERS).should().dependOnClassesThat()
                .resideInAnyPackage(STREAMS, SINKS, SIMULATOR, ALL_IN_ONE).check(product);
        noClasses().that().resideInAPackage(STREAMS).should().dependOnClassesThat()
                .resideInAnyPackage(PRODUCERS, SINKS, SIMULATOR, ALL_IN_ONE).check(product);
        noClasses().that().resideInAPackage(SINKS).should().dependOnClassesThat()
                .resideInAnyPackage(PRODUCERS, STREAMS, SIMULATOR, ALL_IN_ONE).check(product);
    }

    @Test
    void no_venue_knows_another() {
        slices().matching("io.cryptodata.producers.venue.(*)..").should().notDependOnEachOther()
                .allowEmptyShould(true).check(product);
        slices().matching("io.cryptodata.simulator.venue.(*)..").should().notDependOnEachOther()
                .allowEmptyShould(true).check(product);
    }

    @Test
    void packages_of_the_domain_have_no_cycles() {
        slices().matching("io.cryptodata.domain.(*)..").should().beFreeOfCycles().check(product);
    }
}
