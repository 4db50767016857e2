package io.cryptodata.simulator.replay;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// Reads one candle file row by row. A malformed line is an error with the line number; a well-formed row with invalid
/// values is accepted, because a venue would serve it too.
final class CandleFile {
    private static final String HEADER = "exchange,asset,timestamp,open,high,low,close,volume";
    private static final String[] COLUMNS = HEADER.split(",");
    private static final int FIRST_NUMBER = 3;
    private static final Pattern NUMBER = Pattern
            .compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?|[+-]?([nN][aA][nN]|[iI]nf(inity)?)");

    private final CandleFileName name;

    CandleFile(CandleFileName name) {
        this.name = name;
    }

    /// Receives the rows in file order.
    @FunctionalInterface
    interface RowConsumer {
        /// @param openTime milliseconds since 1970-01-01T00Z
        /// @param numbers open, high, low, close and volume as in the file, separated by commas
        void accept(long openTime, String numbers);
    }

    /// @throws ReplayException if the file cannot be read or a line is malformed
    void read(RowConsumer rows) {
        try (BufferedReader lines = open()) {
            checkHeader(lines.readLine());
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    row(line, number, rows);
                }
            }
        } catch (IOException e) {
            throw new ReplayException(name.path() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private BufferedReader open() throws IOException {
        InputStream bytes = Files.newInputStream(name.path());
        try {
            InputStream plain = name.isCompressed() ? new GZIPInputStream(bytes, 1 << 16) : bytes;
            return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), 1 << 16);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private void checkHeader(@Nullable String line) {
        String header = line == null ? "" : line.replace("\uFEFF", "").strip();
        if (!header.equals(HEADER)) {
            throw malformed(1, "the header must be '" + HEADER + "'", header);
        }
    }

    private void row(String line, int number, RowConsumer rows) {
        String[] fields = line.split(",", -1);
        if (fields.length != COLUMNS.length) {
            throw malformed(number, "a row has " + COLUMNS.length + " columns (" + HEADER + ")",
                    line + " (" + fields.length + " columns)");
        }
        for (int i = 0; i < fields.length; i++) {
            fields[i] = fields[i].strip();
        }
        checkMarket(fields, number);
        for (int i = FIRST_NUMBER; i < fields.length; i++) {
            if (!NUMBER.matcher(fields[i]).matches()) {
                throw malformed(number, COLUMNS[i] + " must be a number", fields[i]);
            }
        }
        rows.accept(openTime(fields[2], number), String.join(",", Arrays.asList(fields).subList(FIRST_NUMBER,
                fields.length)));
    }

    private void checkMarket(String[] fields, int number) {
        if (!fields[0].equals(name.exchange())) {
            throw malformed(number, "exchange must be '" + name.exchange() + "' as in the file's name", fields[0]);
        }
        if (!fields[1].equals(name.asset()) && !fields[1].equals(name.market().asset())) {
            throw malformed(number, "asset must be '" + name.asset() + "' as in the file's name", fields[1]);
        }
    }

    private long openTime(String text, int number) {
        try {
            return TimestampParser.parseMillis(text);
        } catch (DateTimeException e) {
            throw malformed(number, "timestamp must be a time like 2024-01-31T00:00:00Z", text);
        }
    }

    private ReplayException malformed(int line, String expected, String actual) {
        String shown = actual.length() <= 200 ? actual : actual.substring(0, 200) + "…";
        return new ReplayException(name.path() + ", line " + line + ": " + expected + ", but was '" + shown + "'");
    }
}
