package io.cryptodata.api.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cryptodata.api.query.Column;
import io.cryptodata.api.query.Reader;
import org.jspecify.annotations.Nullable;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Rows as CSV of RFC 4180, in UTF-8. Null is empty, an empty text is `""`, objects are JSON.
public final class CsvRows implements Reader.RowSink, AutoCloseable {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Writer out;
    private List<Column> columns = List.of();

    public CsvRows(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    }

    @Override
    public void begin(List<Column> header) throws IOException {
        columns = header;
        for (int i = 0; i < header.size(); i++) {
            out.append(i == 0 ? "" : ",").append(header.get(i).name());
        }
        out.append("\r\n");
    }

    @Override
    public void row(@Nullable Object[] cells) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                out.append(',');
            }
            Object cell = cells[i];
            if (cell != null) {
                out.append(text(columns.get(i), cell));
            }
        }
        out.append("\r\n");
    }

    private static String text(Column column, Object cell) throws IOException {
        return switch (column.type()) {
            case TEXT -> quoted((String) cell);
            case NUMBER -> Double.isFinite((Double) cell) ? Numbers.plain((Double) cell) : "";
            case TIME, DAY, INTEGER, ID, FLAG -> cell.toString();
            case COUNTS, OBJECT, OBJECTS -> quoted(json(column, cell));
        };
    }

    private static String json(Column column, Object cell) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            JsonRows.value(json, column, cell);
        }
        return text.toString();
    }

    private static String quoted(String text) {
        boolean isPlain = !text.isEmpty()
                && text.chars().noneMatch(each -> each == ',' || each == '"' || each == '\r' || each == '\n');
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /// Writes what is buffered; the stream stays open.
    @Override
    public void close() throws IOException {
        out.flush();
    }
}
