package io.cryptodata.sinks.connect;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;

import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonTextTest {
    private static final Schema ROW = SchemaBuilder.struct().field("since", Timestamp.SCHEMA)
            .field("note", Schema.OPTIONAL_STRING_SCHEMA).field("share", Schema.FLOAT64_SCHEMA).build();

    @Test
    void a_struct_keeps_the_order_of_its_fields_and_instants_have_milliseconds() {
        Struct row = new Struct(ROW).put("since", new Date(0)).put("share", 0.5);
        assertThat(JsonText.of(List.of(row)))
                .isEqualTo("[{\"since\":\"1970-01-01T00:00:00.000Z\",\"note\":null,\"share\":0.5}]");
    }

    @Test
    void the_entries_of_a_map_are_sorted() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", 2L);
        map.put("a", List.of(true, 1));
        assertThat(JsonText.of(map)).isEqualTo("{\"a\":[true,1],\"b\":2}");
    }

    @Test
    void a_value_that_json_cannot_express_is_a_bad_row() {
        assertThatThrownBy(() -> JsonText.of(Map.of("share", Double.NaN))).isInstanceOf(BadRowException.class)
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> JsonText.of(new Object())).isInstanceOf(BadRowException.class);
    }
}
