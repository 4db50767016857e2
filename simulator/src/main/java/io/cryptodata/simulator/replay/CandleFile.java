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

/// Reads one candle file, row by row. What is no row at all is an error that names the line; a row that is wrong only in
/// its values is handed on, because a venue would serve it too.
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

    /// Takes the rows as they come.
    @FunctionalInterface
    interface Rows {
        /// @param openTime milliseconds since 1970-01-01T00Z
        /// @param numbers open, high, low, close and volume, letter by letter as in the file, with commas between
        void take(long openTime, String numbers);
    }

    /// @throws ReplayException if the file cannot be read, or a line is no row of it
    void read(Rows rows) {
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
            throw wrong(1, "the header must be '" + HEADER + "'", header);
        }
    }

    private void row(String line, int number, Rows rows) {
        String[] fields = line.split(",", -1);
        if (fields.length != COLUMNS.length) {
            throw wrong(number, "a row has " + COLUMNS.length + " columns (" + HEADER + ")",
                    line + " (" + fields.length + " columns)");
        }
        for (int i = 0; i < fields.length; i++) {
            fields[i] = fields[i].strip();
        }
        checkMarket(fields, number);
        for (int i = FIRST_NUMBER; i < fields.length; i++) {
            if (!NUMBER.matcher(fields[i]).matches()) {
                throw wrong(number, COLUMNS[i] + " must be a number", fields[i]);
            }
        }
        rows.take(openTime(fields[2], number), String.join(",", Arrays.asList(fields).subList(FIRST_NUMBER,
                fields.length)));
    }

    private void checkMarket(String[] fields, int number) {
        if (!fields[0].equals(name.exchange())) {
            throw wrong(number, "exchange must be '" + name.exchange() + "' as in the file's name", fields[0]);
        }
        if (!fields[1].equals(name.asset()) && !fields[1].equals(name.market().asset())) {
            throw wrong(number, "asset must be '" + name.asset() + "' as in the file's name", fields[1]);
        }
    }

    private long openTime(String text, int number) {
        try {
            return RowTime.millis(text);
        } catch (DateTimeException e) {
            throw wrong(number, "timestamp must be a time like 2024-01-31T00:00:00Z", text);
        }
    }

    private ReplayException wrong(int line, String expected, String came) {
        String shown = came.length() <= 200 ? came : came.substring(0, 200) + "…";
        return new ReplayException(name.path() + ", line " + line + ": " + expected + ", but was '" + shown + "'");
    }
}
