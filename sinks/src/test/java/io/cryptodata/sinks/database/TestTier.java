package io.cryptodata.sinks.database;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.service.instance.DatabaseRole;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A server of one tier, with a new database for each caller.
///
/// @param server a database in which others can be created and dropped
public record TestTier(DatabaseTier tier, DatabaseAccess server) {
    private static final String COMMUNITY_URL = "CDA_TEST_DATABASE_URL";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final MigratedTemplate APACHE_MIGRATED = new MigratedTemplate();
    private static final List<TestTier> PRESENT = find();

    /// The tiers that this machine has: plain PostgreSQL always, TimescaleDB's Apache edition where its packages are
    /// installed, the Community edition where `CDA_TEST_DATABASE_URL` names a server.
    public static List<TestTier> present() {
        return PRESENT;
    }

    private static List<TestTier> find() {
        List<TestTier> found = new ArrayList<>();
        found.add(new TestTier(DatabaseTier.PLAIN, TestDatabase.server()));
        Optional<DatabaseAccess> apache = ApacheServer.start();
        apache.ifPresentOrElse(server -> found.add(new TestTier(DatabaseTier.APACHE, server)), () -> System.out
                .println(
                        "SKIPPED: TimescaleDB's Apache edition is not installed; infra/test/install-timescaledb installs it"));
        String url = System.getenv(COMMUNITY_URL);
        if (url == null || url.isBlank()) {
            System.out.println("SKIPPED: " + COMMUNITY_URL + " names no server with TimescaleDB Community");
        } else {
            found.add(new TestTier(DatabaseTier.COMMUNITY,
                    DatabaseAccess.of(url, new DatabaseAccess(url, "postgres", ""))));
        }
        System.out.println("database tiers under test: " + found);
        return List.copyOf(found);
    }

    /// An empty database, which is dropped when the tests end.
    public DatabaseAccess empty() {
        String name = nextName();
        TestDatabase.execute(server, "CREATE DATABASE " + name);
        if (tier == DatabaseTier.COMMUNITY) {
            Runtime.getRuntime().addShutdownHook(
                    new Thread(() -> TestDatabase.execute(server, "DROP DATABASE " + name + " WITH (FORCE)")));
        }
        return TestDatabase.named(server, name);
    }

    /// A database with all tables and views, whose continuous aggregates nothing refreshes but the test.
    public DatabaseAccess migrated() {
        return switch (tier) {
            case PLAIN -> TestDatabase.migrated();
            case APACHE -> {
                String name = nextName();
                APACHE_MIGRATED.copyTo(server, name);
                yield TestDatabase.named(server, name);
            }
            case COMMUNITY -> {
                DatabaseAccess database = empty();
                Migrations.migrate(database.url(), database.user(), database.password());
                TestDatabase.execute(database, """
                        SELECT delete_job(job_id) FROM timescaledb_information.jobs
                        WHERE proc_name = 'policy_refresh_continuous_aggregate'""");
                yield database;
            }
        };
    }

    private static String nextName() {
        return "cda_test_%d_%d".formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet());
    }

    /// A database with all tables and views that belongs to the roles, each of which has a login ([#as]).
    ///
    /// @return the login of the owner
    public DatabaseAccess ofRoles() {
        DatabaseAccess database = empty();
        // a server that was started for more than this test keeps its superuser and its other databases
        RoleScripts.roles(DatabaseRole::sqlName).stream()
                .filter(each -> !each.contains("ROLE postgres") && !each.contains("REVOKE"))
                .forEach(statement -> TestDatabase.execute(server, statement));
        RoleScripts.ownership().forEach(statement -> TestDatabase.execute(database, statement));
        DatabaseAccess owner = as(DatabaseRole.OWNER, database);
        Migrations.migrate(owner.url(), owner.user(), owner.password());
        return owner;
    }

    /// The login of a role at a database of [#ofRoles()].
    public static DatabaseAccess as(DatabaseRole role, DatabaseAccess database) {
        return new DatabaseAccess(database.url(), role.sqlName(), role.sqlName());
    }

    /// Installs tables as on a server that loaded TimescaleDB only later.
    public static void installPlain(DatabaseAccess database) {
        Migrations.migrate(database, Timeframe.LONGER.stream().map(Timeframe::code).toList(),
                new DetectedTier(DatabaseTier.PLAIN, "TimescaleDB was not loaded"));
    }

    @Override
    public String toString() {
        return tier.label();
    }
}
