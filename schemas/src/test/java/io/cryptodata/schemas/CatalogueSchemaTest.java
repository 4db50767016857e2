package io.cryptodata.schemas;

import io.cryptodata.domain.indicator.IndicatorColumn;
import io.cryptodata.schemas.avro.Indicators;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.Schema.Type;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// The indicator columns of the domain and the fields of the schema are the same, in the same order.
class CatalogueSchemaTest {
    private static final List<Field> FIELDS = Indicators.getClassSchema().getFields();
    private static final List<Field> COLUMNS = FIELDS.subList(FIELDS.size() - IndicatorColumn.values().length,
            FIELDS.size());

    @Test
    void every_column_is_a_field_in_the_same_order() {
        assertThat(COLUMNS.stream().map(Field::name))
                .isEqualTo(Arrays.stream(IndicatorColumn.values()).map(IndicatorColumn::column).toList());
    }

    @Test
    void every_column_is_nullable_and_counts_are_integers() {
        for (IndicatorColumn column : IndicatorColumn.values()) {
            Field field = COLUMNS.get(column.ordinal());
            Type expected = column.isInteger() ? Type.INT : Type.DOUBLE;
            assertThat(field.schema().getTypes().stream().map(Schema::getType)).as(field.name())
                    .containsExactly(Type.NULL, expected);
        }
    }

    @Test
    void every_field_of_every_schema_is_documented() {
        for (Schema schema : Topics.catalogue().schemas()) {
            assertThat(schema.getDoc()).as(schema.getName()).isNotBlank();
            assertThat(schema.getFields()).as(schema.getName())
                    .allSatisfy(field -> assertThat(field.doc()).isNotBlank());
        }
    }
}
