package io.cryptodata.service.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds what a misspelt name was probably meant to be.
final class Spelling {
    /// more slips than this, and it is another word
    private static final int MOST_SLIPS = 3;

    private Spelling() {}

    /// The nearest of `names`; empty if none is near. Of equally near ones it is the first in the collection's order.
    static Optional<String> nearest(String written, Collection<String> names) {
        return names.stream().filter(name -> slips(written, name) <= MOST_SLIPS)
                .min(Comparator.comparingInt(name -> slips(written, name)));
    }

    /// How many letters must be added, left out or replaced (the Levenshtein distance).
    static int slips(String written, String meant) {
        int[] above = new int[meant.length() + 1];
        for (int column = 0; column <= meant.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= written.length(); row++) {
            int[] current = new int[above.length];
            current[0] = row;
            for (int column = 1; column <= meant.length(); column++) {
                int replaced = above[column - 1] + (written.charAt(row - 1) == meant.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, Math.min(above[column], current[column - 1]) + 1);
            }
            above = current;
        }
        return above[meant.length()];
    }
}
