package io.cryptodata.allinone.rules;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/// The arithmetic of the page about scaling follows from its unit costs.
class ScalingPageTest {
    private static final Pattern UNIT_COST = Pattern.compile("(?m)^\\| `(\\w+)` \\| ([0-9.]+) \\|");
    private static final Pattern ROW = Pattern
            .compile("(?m)^\\| ([^|]+) \\| ([×÷][^|]*) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern CELL = Pattern.compile("([0-9.,]+(?:e-[0-9]+)?)(?: (s|MB|GB|TB))?");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");
    private static final Pattern METER = Pattern.compile("`(cda_[a-z_]+)`");
    private static final long[] CANDLES_PER_HOUR = {2_500, 25_000, 250_000, 2_500_000};
    private static final Map<String, Double> UNITS = Map.of("s", 1.0, "MB", 1e6, "GB", 1e9, "TB", 1e12);

    private final String page = Repository.read(Repository.root().resolve("docs/scaling.md"));

    @Test
    void every_product_follows_from_the_unit_costs() {
        List<MatchResult> rows = ROW.matcher(page).results().toList();
        assertThat(rows).hasSizeGreaterThan(10);
        List<String> wrong = new ArrayList<>();
        for (MatchResult row : rows) {
            for (int load = 0; load < CANDLES_PER_HOUR.length; load++) {
                double computed = value(CANDLES_PER_HOUR[load] + " " + row.group(2));
                String cell = row.group(3 + load);
                if (!rounded(cell, computed)) {
                    wrong.add(row.group(1) + ": " + cell + " should be " + computed);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_wrong_product_is_found() {
        assertThat(rounded("32.2 GB", 32.24e9)).isTrue();
        assertThat(rounded("32.2 GB", 32.26e9)).isFalse();
        assertThat(rounded("0.007", 0.0069)).isTrue();
        assertThat(rounded("1,234", 1233.4)).isFalse();
    }

    @Test
    void meters_of_the_page_exist() {
        String reference = Repository.read(Repository.root().resolve("docs/reference/metrics.md"));
        List<String> meters = METER.matcher(page).results().map(meter -> meter.group(1)).distinct().toList();
        assertThat(meters).hasSizeGreaterThan(4).allSatisfy(meter -> assertThat(reference).contains("`" + meter));
    }

    /// Whether a cell is a number rounded to the digits that it has.
    private static boolean rounded(String cell, double computed) {
        Matcher parts = CELL.matcher(cell.strip());
        assertThat(parts.matches()).as(cell).isTrue();
        String number = parts.group(1).replace(",", "");
        double unit = parts.group(2) == null ? 1 : Objects.requireNonNull(UNITS.get(parts.group(2)));
        double half = 0.5 * Math.pow(10, -new java.math.BigDecimal(number).scale());
        return Math.abs(Double.parseDouble(number) - computed / unit) <= half * 1.001;
    }

    /// The value of a product and quotient from left to right; parentheses hold a sum or difference of two.
    private double value(String formula) {
        Map<String, Double> costs = new TreeMap<>();
        UNIT_COST.matcher(page).results()
                .forEach(cost -> costs.put(cost.group(1), Double.parseDouble(cost.group(2))));
        String numbers = NAME.matcher(formula.replace(",", ""))
                .replaceAll(name -> Double.toString(Objects.requireNonNull(costs.get(name.group(1)), name.group(1))));
        String flat = Pattern.compile("\\(([0-9.E-]+) ([+−]) ([0-9.E-]+)\\)").matcher(numbers).replaceAll(sum -> {
            double left = Double.parseDouble(sum.group(1));
            double right = Double.parseDouble(sum.group(3));
            return Double.toString(sum.group(2).equals("+") ? left + right : left - right);
        });
        String[] words = flat.split(" ", -1);
        double result = Double.parseDouble(words[0]);
        for (int i = 1; i + 1 < words.length; i += 2) {
            double operand = Double.parseDouble(words[i + 1]);
            result = words[i].equals("×") ? result * operand : result / operand;
        }
        return result;
    }
}
