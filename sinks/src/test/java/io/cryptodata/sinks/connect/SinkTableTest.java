package io.cryptodata.sinks.connect;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.TestDatabase;
import io.cryptodata.sinks.deployment.SinkTable;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/// Every row of the list of sink tables matches the migrations, the catalogue of topics and the schema of its topic.
class SinkTableTest {
    private static final DatabaseAccess DATABASE = TestDatabase.migrated();

    static Stream<SinkTable> tables() {
        return SinkTable.ALL.stream();
    }

    /// Connect keeps offsets by these names: a renamed connector would read its topic from the beginning.
    @Test
    void the_released_connectors_keep_their_names() {
        assertThat(tables().map(SinkTable::connector)).doesNotHaveDuplicates().contains("sink-candles-1h",
                "sink-indicators", "sink-listings", "sink-coingecko-snapshots", "sink-task-runs", "sink-ledger",
                "sink-universe");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void the_topic_has_a_schema_and_a_dead_letter_topic(SinkTable row) {
        assertThat(Topics.catalogue().named(row.topic()).value()).isNotNull();
        assertThat(Topics.catalogue().named(TopicName.deadLettersOf(row.topic())).value()).isNull();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void the_key_is_unique(SinkTable row) throws SQLException {
        List<String> key = target(row).key();
        assertThat(TestDatabase.rows(DATABASE, """
                SELECT string_agg(a.attname, ',' ORDER BY a.attname) FROM pg_index i
                JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
                WHERE i.indrelid = '%s'::regclass AND i.indisunique GROUP BY i.indexrelid""".formatted(row.table())))
                .contains(String.join(",", key.stream().sorted().toList()));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void the_schema_provides_every_required_column_with_a_value_of_its_type(SinkTable row) throws SQLException {
        TargetTable target = target(row);
        Schema schema = requireNonNull(Topics.catalogue().named(row.topic()).value());
        for (TargetColumn column : target.columns()) {
            Schema.Field field = schema.getField(column.name());
            if (field == null) {
                assertThat(column.required() || target.key().contains(column.name()))
                        .as("column %s has no field", column.name()).isFalse();
                continue;
            }
            assertThat(column.nullable() || !field.schema().isNullable()).as("field %s may be null", field.name())
                    .isTrue();
            assertThatCode(() -> column.kind().put(valueOf(field.schema()), new CopyBuffer())).as(column.name())
                    .doesNotThrowAnyException();
        }
    }

    private static TargetTable target(SinkTable row) throws SQLException {
        try (Connection connection = DATABASE.connect()) {
            return TargetTable.read(connection, row.table(), row.key(), row.version().orElse(""),
                    row.versions().orElse(""));
        }
    }

    /// A value as Connect's Avro converter passes it.
    private static Object valueOf(Schema schema) {
        return switch (schema.getType()) {
            case UNION -> valueOf(schema.getTypes().stream().filter(each -> each.getType() != Schema.Type.NULL)
                    .findFirst().orElseThrow());
            case LONG -> schema.getLogicalType() instanceof LogicalTypes.TimestampMillis ? new Date(0) : 1L;
            case INT -> 1;
            case DOUBLE -> 1.5;
            case BOOLEAN -> true;
            case ARRAY -> List.of();
            case MAP, RECORD -> Map.of();
            case STRING, ENUM -> "text";
            case BYTES, FIXED, FLOAT, NULL -> throw new AssertionError("no column type for " + schema);
        };
    }
}
