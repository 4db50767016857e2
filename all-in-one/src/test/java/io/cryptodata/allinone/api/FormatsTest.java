package io.cryptodata.allinone.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.api.format.Numbers;
import io.cryptodata.api.query.Column;
import io.cryptodata.api.query.ColumnType;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// JSON, CSV and Arrow of a listing have the same columns and values.
class FormatsTest {
    private static SeededApi api = new SeededApi();

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @MethodSource("io.cryptodata.allinone.api.Requests#all")
    void csv_equals_json(Requests request) {
        List<List<String>> expected = json(request);
        for (HttpResponse<byte[]> response : List.of(api.get(request.listing().path(), request.with("format", "csv")),
                api.get(request.listing().path(), List.of(request.with()), "text/csv"))) {
            assertThat(response.headers().firstValue("Content-Type")).contains("text/csv");
            List<List<String>> read = csv(new String(response.body(), StandardCharsets.UTF_8));
            assertThat(read.getFirst()).isEqualTo(request.listing().columns().stream().map(Column::name).toList());
            assertThat(read.subList(1, read.size())).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("io.cryptodata.allinone.api.Requests#all")
    void arrow_equals_json(Requests request) throws IOException {
        assumeTrue(request.listing().isBulk());
        HttpResponse<byte[]> response = api.get(request.listing().path(), request.with("format", "arrow"));
        assertThat(response.headers().firstValue("Content-Type")).contains("application/vnd.apache.arrow.stream");
        List<List<String>> read = new ArrayList<>();
        try (RootAllocator memory = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(response.body()), memory)) {
            VectorSchemaRoot batch = reader.getVectorSchemaRoot();
            assertThat(batch.getSchema().getFields().stream().map(field -> field.getName()).toList())
                    .isEqualTo(request.listing().columns().stream().map(Column::name).toList());
            while (reader.loadNextBatch()) {
                for (int row = 0; row < batch.getRowCount(); row++) {
                    List<String> cells = new ArrayList<>();
                    for (FieldVector vector : batch.getFieldVectors()) {
                        cells.add(text(vector, row));
                    }
                    read.add(cells);
                }
            }
        }
        assertThat(read).isEqualTo(json(request));
    }

    @Test
    void a_long_history_takes_several_batches_and_all_rows_arrive() throws IOException {
        byte[] body = api.get("bars", "market", "binance:BTC/USDT", "format", "arrow", "limit", "1000000").body();
        int rows = 0;
        try (RootAllocator memory = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(body), memory)) {
            while (reader.loadNextBatch()) {
                rows += reader.getVectorSchemaRoot().getRowCount();
            }
        }
        assertThat(rows).isEqualTo(1686);
    }

    @Test
    void numbers_have_no_exponent() {
        String csv = new String(api.get("coins", "q", "odd", "format", "csv").body(), StandardCharsets.UTF_8);
        assertThat(csv).contains("odd,odd,\"Odd, \"\"quoted\"\" coin\",0.00000012,1000000000000000,");
        assertThat(new String(api.get("coins", "q", "odd").body(), StandardCharsets.UTF_8))
                .contains("\"close\":0.00000012,\"market_cap\":1000000000000000,");
    }

    @Test
    void the_format_that_the_client_wants_most_is_sent() {
        Map.of("text/csv;q=0.1, application/json", "application/json", "application/json;q=0.2, text/csv", "text/csv",
                "text/*", "text/csv", "text/csv, */*", "text/csv", "text/html, */*;q=0.8", "application/json",
                "application/vnd.apache.arrow.stream, text/csv;q=0.9", "application/vnd.apache.arrow.stream")
                .forEach((accept, type) -> assertThat(
                        api.get("screener", List.of(), accept).headers().firstValue("Content-Type")).as(accept)
                        .contains(type));
        assertThat(api.get("screener", List.of(), "text/html, text/csv;q=0").statusCode()).isEqualTo(406);
        assertThat(api.get("screener", List.of(), "nonsense").statusCode()).isEqualTo(400);
    }

    /// Cells as CSV has them.
    private static List<List<String>> json(Requests request) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode row : api.json(request.listing().path(), request.with()).path(request.listing().rows())) {
            List<String> cells = new ArrayList<>();
            for (Column column : request.listing().columns()) {
                JsonNode cell = row.path(column.name());
                assertThat(cell.isMissingNode()).as(column.name()).isFalse();
                assertThat(cell.isTextual()).as(column.name()).isEqualTo(!cell.isNull() && isText(column.type()));
                cells.add(cell.isNull()
                        ? ""
                        : cell.isContainerNode()
                                ? cell.toString()
                                : cell.isNumber()
                                        ? cell.decimalValue().stripTrailingZeros().toPlainString()
                                        : cell.asText());
            }
            rows.add(cells);
        }
        return rows;
    }

    private static boolean isText(ColumnType type) {
        return switch (type) {
            case TEXT, TIME, DAY, ID -> true;
            case NUMBER, INTEGER, FLAG, COUNTS, OBJECT, OBJECTS -> false;
        };
    }

    private static String text(FieldVector vector, int row) {
        if (vector.isNull(row)) {
            return "";
        }
        if (vector instanceof TimeStampMilliTZVector times) {
            return Instant.ofEpochMilli(times.get(row)).toString();
        }
        Object value = vector.getObject(row);
        return value instanceof Double number ? Numbers.plain(number) : String.valueOf(value);
    }

    /// Reads RFC 4180.
    private static List<List<String>> csv(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (isQuoted) {
                if (each == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append(text.charAt(++i));
                } else if (each == '"') {
                    isQuoted = false;
                } else {
                    cell.append(each);
                }
            } else if (each == '"') {
                isQuoted = true;
            } else if (each == ',' || each == '\r') {
                row.add(cell.toString());
                cell.setLength(0);
                if (each == '\r') {
                    assertThat(text.charAt(++i)).isEqualTo('\n');
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else {
                cell.append(each);
            }
        }
        assertThat(cell).isEmpty();
        return rows;
    }
}
