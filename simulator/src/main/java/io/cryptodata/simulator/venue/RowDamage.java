package io.cryptodata.simulator.venue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.simulator.market.CandleSource.SourceRow;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// How one row of a page is unreadable, in any dialect. The row is marked before the dialect writes it, so that it is found
/// in the body whatever its position; a marked row does not count as served.
public enum RowDamage {
    /// null instead of the row; in columns, a null in each
    NULL_ROW {
        @Override
        JsonNode damaged(ArrayNode row) {
            return row.nullNode();
        }

        @Override
        JsonNode damaged(ObjectNode row) {
            return row.nullNode();
        }
    },
    /// the open time only; in columns, a null in one and another one shorter
    SHORT_ROW {
        @Override
        JsonNode damaged(ArrayNode row) {
            return row.arrayNode().add(row.get(0));
        }

        @Override
        JsonNode damaged(ObjectNode row) {
            return row.retain(TIME);
        }

        @Override
        void damage(ObjectNode columns, int index) {
            columns.forEach(column -> replaceMark((ArrayNode) column, index, columns.nullNode()));
            ArrayNode last = (ArrayNode) columns.get("vol");
            last.remove(last.size() - 1);
        }

        @Override
        boolean hidesOtherRows(VenueResponse response) {
            return COLUMNS.matcher(response.body()).find();
        }
    },
    /// every value is null
    NULL_VALUES {
        @Override
        JsonNode damaged(ArrayNode row) {
            ArrayNode nulls = row.arrayNode();
            row.forEach(_ -> nulls.addNull());
            return nulls;
        }

        @Override
        JsonNode damaged(ObjectNode row) {
            row.fieldNames().forEachRemaining(row::putNull);
            return row;
        }
    },
    /// a text instead of the open time; all other values are correct
    UNREADABLE_TIME {
        @Override
        JsonNode damaged(ArrayNode row) {
            row.set(indexOfMark(row), row.get(4));
            row.set(0, row.textNode(NO_TIME));
            return row;
        }

        @Override
        JsonNode damaged(ObjectNode row) {
            replaceMark(row, row.get("c"));
            return row.put(TIME, NO_TIME);
        }

        @Override
        void damage(ObjectNode columns, int index) {
            columns.forEach(column -> replaceMark((ArrayNode) column, index, columns.get("close").get(index)));
            ((ArrayNode) columns.get("time")).set(index, columns.textNode(NO_TIME));
        }
    };

    /// without a digit, so that every dialect writes it as it is
    private static final String MARK = "damaged";
    private static final String NO_TIME = "not a time";
    /// the open time of a row that is an object
    private static final String TIME = "t";
    private static final Pattern COLUMNS = Pattern.compile("\"vol\"\\s*:\\s*\\[");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();

    /// The rows with a mark on one of them.
    static List<SourceRow> marked(List<SourceRow> rows, int index) {
        List<SourceRow> marked = new ArrayList<>(rows);
        SourceRow row = rows.get(index);
        marked.set(index, new SourceRow(row.openTime(), MARK, row.high(), row.low(), row.close(), row.volume()));
        return marked;
    }

    /// The response with every marked row damaged.
    VenueResponse applyTo(VenueResponse response) {
        if (!response.body().contains(MARK)) {
            return response;
        }
        try {
            JsonNode body = JSON.readTree(response.body());
            damageIn(body);
            return response.withBody(JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a simulated venue wrote an invalid body: " + response.body(), e);
        }
    }

    private void damageIn(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.forEach(child -> {
                int index = indexOfMark(child);
                if (index >= 0) {
                    damage(object, index);
                } else {
                    damageIn(child);
                }
            });
        } else if (node instanceof ArrayNode rows) {
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i) instanceof ArrayNode row && indexOfMark(row) >= 0) {
                    rows.set(i, damaged(row));
                } else if (rows.get(i) instanceof ObjectNode row && isMarked(row)) {
                    rows.set(i, damaged(row));
                }
            }
        }
    }

    private static int indexOfMark(JsonNode values) {
        for (int i = 0; values.isArray() && i < values.size(); i++) {
            if (values.get(i).asText().equals(MARK)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isMarked(ObjectNode row) {
        return row.valueStream().anyMatch(value -> value.asText().equals(MARK));
    }

    private static void replaceMark(ObjectNode row, JsonNode value) {
        row.properties().stream().filter(field -> field.getValue().asText().equals(MARK))
                .forEach(field -> field.setValue(value));
    }

    private static void replaceMark(ArrayNode column, int index, JsonNode value) {
        if (column.get(index).asText().equals(MARK)) {
            column.set(index, value);
        }
    }

    /// A row of values, the first of which is the open time and the fifth a price.
    abstract JsonNode damaged(ArrayNode row);

    /// A row with names, of which `t` is the open time and `c` the closing price.
    abstract JsonNode damaged(ObjectNode row);

    /// Whether no row of a response with this damage can be read.
    boolean hidesOtherRows(VenueResponse response) {
        return false;
    }

    /// The same for columns with one value per row.
    void damage(ObjectNode columns, int index) {
        columns.forEach(column -> ((ArrayNode) column).setNull(index));
    }
}
