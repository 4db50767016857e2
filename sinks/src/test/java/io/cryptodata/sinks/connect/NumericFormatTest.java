package io.cryptodata.sinks.connect;

import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/// The server's own cast from `float8` is the reference.
class NumericFormatTest {
    private static final DatabaseAccess DATABASE = TestDatabase.server();
    private static final int RANDOM = 100_000;

    private final Random random = seeded();

    @Test
    void powers_of_ten_and_their_neighbours_are_as_the_server_casts_them() throws SQLException {
        List<Double> values = new ArrayList<>();
        for (int exponent = -320; exponent <= 308; exponent++) {
            double power = Double.parseDouble("1e" + exponent);
            values.addAll(List.of(power, Math.nextUp(power), Math.nextDown(power), -power, 5 * power,
                    9.99999999999999 * power, 9.9999999999999949 * power, 1.00000000000005 * power));
        }
        values.removeIf(value -> !Double.isFinite(value));
        values.addAll(List.of(0.0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.MIN_NORMAL));
        assertAsCast(values);
    }

    @Test
    void halves_of_the_last_digit_are_rounded_as_the_server_does() throws SQLException {
        List<Double> values = new ArrayList<>(List.of(87287449283512.25, 123456789012345.5, 123456789012344.5));
        for (int i = 0; i < RANDOM; i++) {
            long whole = random.nextLong(1L << 47, 1L << 53);
            values.add(whole / (double) (1 << random.nextInt(12)));
            values.add((double) whole * (1L << random.nextInt(10)));
            values.add(whole * 5.0); // a half of the sixteenth digit
        }
        assertAsCast(values);
    }

    @Test
    void random_numbers_are_as_the_server_casts_them() throws SQLException {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < RANDOM; i++) {
            values.add((random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-25, 25)));
            values.add(random.nextInt(1_000_000) / Math.pow(10, random.nextInt(12)));
            values.add(100 * Math.exp(random.nextGaussian()));
            double anyBits = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(anyBits)) {
                values.add(anyBits);
            }
        }
        assertAsCast(values);
    }

    private static void assertAsCast(List<Double> values) throws SQLException {
        CopyBuffer rows = new CopyBuffer();
        rows.start();
        for (double value : values) {
            rows.startRow(2);
            rows.putDouble(value);
            NumericFormat.put(value, rows);
        }
        rows.end();
        try (Connection connection = DATABASE.connect(); Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE numbers (original float8, encoded numeric)");
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI()
                    .copyIn("COPY numbers FROM STDIN (FORMAT binary)");
            copy.writeToCopy(rows.array(), 0, rows.length());
            assertThat(copy.endCopy()).isEqualTo(values.size());
            // the text has the scale, too
            try (ResultSet found = statement.executeQuery("""
                    SELECT count(*), min(original::text || ': ' || encoded || ' instead of ' || original::numeric)
                    FROM numbers WHERE encoded::text <> original::numeric::text""")) {
                found.next();
                assertThat(found.getInt(1)).as(found.getString(2)).isZero();
            }
        }
    }

    private static Random seeded() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        return new Random(seed);
    }
}
