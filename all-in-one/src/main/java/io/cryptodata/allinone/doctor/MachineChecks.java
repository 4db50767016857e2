package io.cryptodata.allinone.doctor;

import io.cryptodata.allinone.embedded.EmbeddedPorts;
import io.cryptodata.allinone.embedded.RunningInstance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What needs no server: the settings, the disk, and whether an instance runs in the state folder.
record MachineChecks(Installation installation) {
    private static final long MEGABYTE = 1 << 20;

    List<Check> all() {
        return List.of(Check.of(Checks.CONFIGURATION, List.of(), _ -> configuration()),
                Check.of(Checks.DISK, List.of(), _ -> disk()),
                Check.of(Checks.INSTANCE, List.of(), _ -> instance()));
    }

    private Outcome configuration() {
        return Outcome.of(installation.configuration().stream()
                .map(wrong -> new Finding(wrong.problem(),
                        "not started with these settings: " + String.join(", ", wrong.processes()),
                        "correct the setting; ./cda config check explains all of them"))
                .toList(), "valid for every process");
    }

    private Outcome disk() throws IOException {
        Path folder = installation.data();
        if (!Files.isDirectory(folder)) {
            return new Outcome.NotAsked("there is no state folder " + folder);
        }
        long free = installation.disk().freeSpace().bytesAt(folder);
        long reserve = installation.disk().limits().reserveBytes();
        String found = "%,d MB are free on the disk of %s".formatted(free / MEGABYTE, folder);
        String fix = "free some space: docs/how-to/watch-the-disk.md";
        if (free < reserve) {
            return Outcome.faulty(found + ", less than the reserve of %,d MB".formatted(reserve / MEGABYTE),
                    "fetching is paused", fix);
        }
        return free < 2 * reserve
                ? Outcome.faulty(found + ", less than twice the reserve of %,d MB".formatted(reserve / MEGABYTE),
                        "below the reserve fetching is paused", fix)
                : new Outcome.Healthy(found + ", Java " + Runtime.version());
    }

    private Outcome instance() {
        if (installation.configured()) {
            return new Outcome.Healthy("the addresses are configured");
        }
        RunningInstance instance = RunningInstance.in(installation.data());
        Optional<Long> process = instance.process();
        if (installation.isEmbedded()) {
            return process.isPresent()
                    ? new Outcome.Healthy("process " + process.get() + " in " + installation.data())
                    : Outcome.faulty(
                            "the instance in %s ended without being stopped: its process no longer exists"
                                    .formatted(installation.data()),
                            "nothing is fetched, computed or stored",
                            "start it again with ./cda up or ./cda demo: it continues where it stopped");
        }
        if (process.isPresent()) {
            return Outcome.faulty("the instance in %s (process %d) has not started completely"
                    .formatted(installation.data(), process.get()), "its parts cannot be asked yet",
                    "wait, and look at " + installation.data().resolve("logs").resolve("cda.log"));
        }
        List<Finding> findings = new ArrayList<>();
        EmbeddedPorts.standard().conflicts().forEach(conflict -> findings.add(
                new Finding(conflict, "./cda up and ./cda demo need this port",
                        "stop that program, or choose another port")));
        findings.add(new Finding("no instance runs in %s, and no address is configured".formatted(installation.data()),
                "there is nothing to look at",
                "start one with ./cda up or ./cda demo; of a server installation set CDA_KAFKA, CDA_REGISTRY,"
                        + " CDA_CONNECT, CDA_DATABASE_URL and CDA_PROCESSES"));
        return new Outcome.Faulty(findings);
    }
}
