package io.cryptodata.allinone.rules;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.cryptodata.service.metrics.MeterDefinition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/// Dependencies point inwards: between modules along the rows of [Module], inside a module without cycles.
class ArchitectureTest {
    private static final String DOMAIN = Module.DOMAIN.packages();

    private static final Set<String> REGISTRATIONS = Set.of("builder", "counter", "gauge", "timer", "summary", "more",
            "register");

    private static JavaClasses product;

    @BeforeAll
    static void import_the_product() {
        product = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-tests.jar")).importPackages("io.cryptodata");
        assertThat(product.size()).as("classes found").isGreaterThan(20);
    }

    @Test
    void domain_depends_on_nothing_but_java() {
        classes().that().resideInAPackage(DOMAIN).should().onlyDependOnClassesThat()
                .resideInAnyPackage(DOMAIN, "java..", "org.jspecify..").check(product);
    }

    @Test
    void domain_never_reads_the_clock() {
        noClasses().that().resideInAPackage(DOMAIN).should().callMethod(Instant.class, "now").orShould()
                .callMethod(System.class, "currentTimeMillis").orShould().callMethod(System.class, "nanoTime")
                .orShould().callMethod(Clock.class, "systemUTC").check(product);
    }

    @Test
    void domain_does_no_input_or_output() {
        noClasses().that().resideInAPackage(DOMAIN).should().dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.sql..").check(product);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ALLINONE")
    void a_module_depends_only_on_the_modules_below_it(Module module) {
        noClasses().that().resideInAPackage(module.packages()).should().dependOnClassesThat()
                .resideInAnyPackage(module.forbidden()).allowEmptyShould(true).check(product);
    }

    @ParameterizedTest
    @EnumSource
    void packages_of_a_module_have_no_cycles(Module module) {
        slices().matching(module.root() + ".(**)").should().beFreeOfCycles().allowEmptyShould(true).check(product);
    }

    @ParameterizedTest
    @EnumSource
    void no_package_of_a_module_depends_on_its_root(Module module) {
        noClasses().that().resideInAPackage(module.innerPackages()).should().dependOnClassesThat()
                .resideInAPackage(module.root()).allowEmptyShould(true).check(product);
    }

    @Test
    void meters_are_registered_through_their_definition_only() {
        noClasses().that().resideOutsideOfPackage("io.cryptodata.service.metrics").should()
                .callMethodWhere(describe("registers a meter", ArchitectureTest::registersMeter)).check(product);
    }

    private static boolean registersMeter(JavaAccess<?> call) {
        return call.getTargetOwner().getPackageName().equals("io.micrometer.core.instrument")
                && REGISTRATIONS.contains(call.getName());
    }

    @Test
    void every_defined_meter_is_registered_somewhere() {
        List<JavaField> unused = MetricsPage.SECTIONS.keySet().stream().map(product::get)
                .flatMap(list -> list.getFields().stream())
                .filter(field -> field.getRawType().isEquivalentTo(MeterDefinition.class))
                .filter(field -> field.getAccessesToSelf().stream()
                        .allMatch(access -> access.getOriginOwner().equals(field.getOwner())))
                .toList();
        assertThat(unused).isEmpty();
    }

    @Test
    void no_venue_depends_on_another() {
        slices().matching("io.cryptodata.producers.venue.(*)..").should().notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAPackage("io.cryptodata.producers.venue.xchange"))
                .allowEmptyShould(true).check(product);
        slices().matching("io.cryptodata.simulator.venue.(*)..").should().notDependOnEachOther()
                .allowEmptyShould(true).check(product);
    }
}
