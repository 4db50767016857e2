package io.cryptodata.api.query;

import io.cryptodata.api.database.Session;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// One object.
///
/// @param fields what it has
public record Document(String path, List<Parameter> parameters, List<Column> fields, Reading reading)
        implements
            ReadModel {
    public Document {
        parameters = List.copyOf(parameters);
        fields = List.copyOf(fields);
    }

    /// Reads the values of the fields by name.
    @FunctionalInterface
    public interface Reading {
        Map<String, @Nullable Object> read(Session session, Arguments arguments) throws SQLException;
    }
}
