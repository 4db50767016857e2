package io.cryptodata.allinone.benchmark;

import java.util.Arrays;

/// The whole numbers among the arguments of a benchmark, in their order. Others, such as the name of a benchmark, are
/// passed over.
record NumberArguments(int... numbers) {
    static NumberArguments of(String... arguments) {
        return new NumberArguments(
                Arrays.stream(arguments).filter(each -> each.matches("\\d+")).mapToInt(Integer::parseInt).toArray());
    }

    /// @param position from 0
    /// @param standard the value where so many numbers were not given
    int at(int position, int standard) {
        return position < numbers.length ? numbers[position] : standard;
    }
}
