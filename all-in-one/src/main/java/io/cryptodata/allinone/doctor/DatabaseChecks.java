package io.cryptodata.allinone.doctor;

import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.Migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The database: whether it responds, its edition, the logins of its roles, and its tables.
record DatabaseChecks(Installation installation) {
    List<Check> all() {
        return List.of(Check.of(Checks.DATABASE, List.of(Checks.INSTANCE), _ -> database()),
                Check.of(Checks.LOGINS, List.of(Checks.DATABASE), _ -> logins()),
                Check.of(Checks.TABLES, List.of(Checks.DATABASE), _ -> tables()));
    }

    private Outcome database() {
        if (installation.owner().isEmpty()) {
            return Checks.unknown("CDA_DATABASE_URL");
        }
        DatabaseAccess owner = installation.owner().get();
        try {
            return new Outcome.Healthy(owner + ", " + Migrations.tierOf(owner));
        } catch (SetupException failed) {
            String found = Examination.text(failed);
            return found.contains("rejects the login")
                    ? Outcome.faulty(found, "tables can be neither checked nor migrated", remedyOfLogin())
                    : Outcome.faulty(found.replaceAll(" \\(waited.*", ""), "no row is stored, and no query is answered",
                            "start it, or correct CDA_DATABASE_URL");
        }
    }

    private Outcome logins() {
        List<Finding> findings = new ArrayList<>();
        for (DatabaseAccess login : installation.logins()) {
            try (Connection connection = login.connect()) {
                connection.setReadOnly(true);
            } catch (SQLException refused) {
                findings.add(new Finding("the database rejects the login " + login.user() + ": "
                        + Examination.text(refused), "what uses this role fails", remedyOfLogin()));
            }
        }
        return Outcome.of(findings, String.join(", ",
                installation.logins().stream().map(DatabaseAccess::user).distinct().toList()));
    }

    private String remedyOfLogin() {
        return installation.configured()
                ? "correct the password of the role or of the setting; docs/how-to/run-with-docker-compose.md#the-containers"
                : "restart the instance: it sets the passwords of secrets/database.properties";
    }

    private Outcome tables() {
        DatabaseAccess owner = installation.owner().orElseThrow();
        return Outcome.of(Migrations.check(owner.url(), owner.user(), owner.password()).stream()
                .map(problem -> new Finding("the database: " + problem.replaceAll("; run .*", ""),
                        "sinks and queries need the tables and views of this release",
                        "./cda migrate; docs/how-to/upgrade.md"))
                .toList(), "up to date");
    }
}
