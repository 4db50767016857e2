package io.cryptodata.allinone.cli.doctor;

import io.cryptodata.allinone.cli.command.CdaCommand;
import io.cryptodata.allinone.doctor.Diagnosis;
import io.cryptodata.allinone.embedded.DataFolder;
import io.cryptodata.api.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.Duration;

/// `./cda doctor`: what is wrong with an installation.
@Command(name = "doctor", header = "find what is wrong, in the order in which to fix it", description = {
        "Looks at an installation from outside and changes nothing: settings, disk, broker, topics, database and",
        "its logins, tables, registry, schemas, Connect, replication slot, connectors, processes, how fresh the",
        "data is, dead letters, clocks. A cause comes before its consequences, which are not checked. Without",
        "addresses (CDA_KAFKA, CDA_REGISTRY, CDA_CONNECT, CDA_DATABASE_URL, CDA_PROCESSES) it looks at the",
        "instance in the state folder. Secrets are never printed."}, footer = {"", "Examples:", "  ./cda doctor",
                "  ./cda doctor --config /etc/cda/cda.properties",
                "  ./cda doctor --json | jq -r '.findings[] | .problem, .fix'", "",
                "Exit status 0 healthy, 1 if anything is wrong, 2 if it could not be asked or for wrong usage."})
public final class DoctorCommand extends CdaCommand {
    private static final int NOT_ASKED = 2;
    private static final int LONGEST_SECONDS = 600;

    @Option(names = "--json", description = "one JSON object: healthy, findings in order, and every check")
    private boolean json;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "15", description = "how long each check may take; independent ones run at the same time (default: ${DEFAULT-VALUE})")
    private int timeout;

    @Override
    public Integer call() {
        if (timeout < 1 || timeout > LONGEST_SECONDS) {
            throw usageError("--timeout must be 1 to " + LONGEST_SECONDS + " seconds, but was " + timeout);
        }
        Diagnosis diagnosis = InstallationReader.read(sources(), data(), DataFolder.FreeSpace.ofDisk())
                .examine(Duration.ofSeconds(timeout));
        if (json) {
            out().println(Json.of(diagnosis));
        } else {
            DoctorText.print(diagnosis, out());
        }
        out().flush();
        return diagnosis.healthy() ? 0 : 1;
    }

    @Override
    public int failureStatus() {
        return NOT_ASKED;
    }
}
