package io.cryptodata.service.instance;

/// The roles of the product's database. None is a superuser.
public enum DatabaseRole {
    /// Owns the database and its tables: migrations, and operators' statements.
    OWNER("cda_owner"),
    /// Writes the rows of the sinks, and removes replaced ones.
    WRITER("cda_writer"),
    /// Reads the changes of the operators' tables through the replication slot.
    REPLICATION("cda_replication"),
    /// Owns the tables of the schema registry, and has no others.
    REGISTRY("cda_registry"),
    /// Reads every table and view, and writes nothing.
    READER("cda_reader"),
    /// Reads and writes the operators' tables, and no others.
    OPERATOR("cda_operator");

    private final String sqlName;

    DatabaseRole(String sqlName) {
        this.sqlName = sqlName;
    }

    /// The name in SQL.
    public String sqlName() {
        return sqlName;
    }
}
