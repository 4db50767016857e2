package io.cryptodata.allinone.page;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Arguments `name=value` of a measurement.
record RunOptions(Map<String, String> values) {
    static RunOptions of(String... arguments) {
        Map<String, String> values = new HashMap<>();
        Arrays.stream(arguments).map(argument -> argument.split("=", 2))
                .forEach(pair -> values.put(pair[0], pair.length < 2 ? "" : pair[1]));
        return new RunOptions(values);
    }

    /// @param standard the value where none was given
    String text(String name, String standard) {
        return values.getOrDefault(name, standard);
    }

    /// @param standard the value where none was given
    int number(String name, int standard) {
        return Integer.parseInt(text(name, Integer.toString(standard)));
    }
}
