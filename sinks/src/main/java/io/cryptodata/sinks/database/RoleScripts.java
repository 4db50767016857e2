package io.cryptodata.sinks.database;

import io.cryptodata.service.instance.DatabaseRole;
import org.postgresql.util.PasswordUtil;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Statements of the superuser that set up the roles of a database which the product runs itself. Harmless when repeated.
public final class RoleScripts {
    private static final String ROLES = "/db/access/roles.sql";
    private static final String OWNERSHIP = "/db/access/ownership.sql";

    private RoleScripts() {}

    /// Creates the roles with these passwords. They are not in the statements, only their SCRAM verifiers.
    public static List<String> roles(Function<DatabaseRole, String> passwords) {
        List<String> statements = new ArrayList<>(roles());
        for (DatabaseRole role : DatabaseRole.values()) {
            String verifier = PasswordUtil.encodeScramSha256(passwords.apply(role).toCharArray());
            statements.add("ALTER ROLE " + role.sqlName() + " PASSWORD '" + verifier + "'");
        }
        return List.copyOf(statements);
    }

    /// Creates the roles, without passwords.
    static List<String> roles() {
        List<String> statements = new ArrayList<>(SqlFile.statements(ROLES));
        statements.addAll(ReaderRole.limits());
        return List.copyOf(statements);
    }

    /// Gives the objects of the database in which they are executed to the roles.
    public static List<String> ownership() {
        return SqlFile.statements(OWNERSHIP);
    }

    /// What decides whether the statements have to be executed again: all of them, without passwords.
    public static String version() {
        return String.join(";", roles()) + String.join(";", ownership());
    }
}
