package io.cryptodata.sinks.database;

/// A database with all tables and views, of which a server makes copies: quicker than the migrations of each database.
///
/// Roles that the migrations grant rights to must exist before the first copy; a test of its own roles migrates an empty
/// database instead.
final class MigratedTemplate {
    private static final String NAME = "cda_migrated_" + ProcessHandle.current().pid();

    private boolean exists;

    /// Creates the database `name` on the server.
    ///
    /// @param server a database of the server, as a superuser
    synchronized void copyTo(DatabaseAccess server, String name) {
        if (!exists) {
            TestDatabase.execute(server, "CREATE DATABASE " + NAME);
            DatabaseAccess template = TestDatabase.named(server, NAME);
            Migrations.migrate(template.url(), template.user(), template.password());
            // a database that somebody is connected to cannot be copied: TimescaleDB's scheduler connects to every database
            TestDatabase.execute(server, "ALTER DATABASE " + NAME + " ALLOW_CONNECTIONS false");
            TestDatabase.execute(server,
                    "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '" + NAME + "'");
            exists = true;
        }
        TestDatabase.execute(server, "CREATE DATABASE " + name + " TEMPLATE " + NAME);
    }
}
