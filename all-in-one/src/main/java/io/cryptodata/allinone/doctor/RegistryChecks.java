package io.cryptodata.allinone.doctor;

import io.cryptodata.schemas.Topics;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.registry.SchemaRegistrar;

import java.time.Duration;
import java.util.List;

/// The schema registry, and whether the schemas of this release are registered. Its storage is in the database.
record RegistryChecks(Installation installation) {
    List<Check> all() {
        return List.of(
                Check.of(Checks.REGISTRY, List.of(Checks.INSTANCE, Checks.DATABASE), _ -> registry()),
                Check.of(Checks.SCHEMAS, List.of(Checks.REGISTRY), _ -> schemas()));
    }

    private Outcome registry() {
        if (installation.registry().isEmpty()) {
            return Checks.unknown("CDA_REGISTRY");
        }
        HttpAccess access = installation.registry().get();
        try {
            SchemaRegistrar.missing(access, Topics.catalogue().all().subList(0, 1), Duration.ZERO);
            return new Outcome.Healthy(access.toString());
        } catch (SetupException failed) {
            return Outcome.faulty(Examination.text(failed), "no process can start, and new readers wait",
                    "start it, or correct CDA_REGISTRY and CDA_REGISTRY_USER");
        }
    }

    private Outcome schemas() {
        List<String> problems = SchemaRegistrar.problems(installation.registry().orElseThrow(), Topics.catalogue(),
                Duration.ZERO);
        return Outcome.of(problems.stream()
                .map(problem -> new Finding(problem, "processes of this release cannot write or read the topic",
                        "./cda topics"))
                .toList(), Topics.catalogue().schemas().size() + " registered");
    }
}
