package io.cryptodata.api.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cryptodata.api.query.Column;
import io.cryptodata.api.query.RowPage;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/// Pages and documents as JSON: times in ISO-8601 and UTC, ids as text, numbers without an exponent.
public final class JsonRows {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonRows() {}

    /// Writes the facts, the rows under their name, and `next`.
    ///
    /// @param facts the columns of the page's facts
    public static void write(OutputStream out, List<Column> facts, String rows, RowPage page) throws IOException {
        try (JsonGenerator json = generator(out)) {
            json.writeStartObject();
            for (Column fact : facts) {
                json.writeFieldName(fact.name());
                value(json, fact, page.facts().get(fact.name()));
            }
            json.writeArrayFieldStart(rows);
            for (Object[] row : page.rows()) {
                json.writeStartObject();
                for (int i = 0; i < row.length; i++) {
                    Column column = page.columns().get(i);
                    json.writeFieldName(column.name());
                    value(json, column, row[i]);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("next", page.next());
            json.writeEndObject();
        }
    }

    /// Writes one object.
    public static void write(OutputStream out, List<Column> fields, Map<String, @Nullable Object> values)
            throws IOException {
        try (JsonGenerator json = generator(out)) {
            object(json, fields, values);
        }
    }

    private static JsonGenerator generator(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    private static void object(JsonGenerator json, List<Column> fields, Map<?, ?> values) throws IOException {
        json.writeStartObject();
        for (Column field : fields) {
            json.writeFieldName(field.name());
            value(json, field, values.get(field.name()));
        }
        json.writeEndObject();
    }

    static void value(JsonGenerator json, Column column, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
            return;
        }
        switch (column.type()) {
            case TEXT, TIME, DAY, ID -> json.writeString(value.toString());
            case NUMBER -> number(json, (Double) value);
            case INTEGER -> json.writeNumber((Long) value);
            case FLAG -> json.writeBoolean((Boolean) value);
            case COUNTS -> counts(json, (Map<?, ?>) value);
            case OBJECT -> object(json, column.fields(), (Map<?, ?>) value);
            case OBJECTS -> {
                json.writeStartArray();
                for (Object each : (List<?>) value) {
                    object(json, column.fields(), (Map<?, ?>) each);
                }
                json.writeEndArray();
            }
        }
    }

    private static void counts(JsonGenerator json, Map<?, ?> counts) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> each : counts.entrySet()) {
            json.writeNumberField((String) each.getKey(), (Long) each.getValue());
        }
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(Numbers.plain(value));
        } else {
            json.writeNull();
        }
    }
}
