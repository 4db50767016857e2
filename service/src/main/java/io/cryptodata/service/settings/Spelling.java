package io.cryptodata.service.settings;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Suggestions for misspelt names.
public final class Spelling {
    /// a name further away is a different name
    private static final int LONGEST_DISTANCE = 3;

    private Spelling() {}

    /// The nearest of `names`, the first one on a tie; empty if none is near.
    public static Optional<String> nearest(String written, Collection<String> names) {
        return near(written, names).stream().findFirst();
    }

    /// The nearest of `names`, all that are equally near; empty if none is near.
    public static List<String> near(String written, Collection<String> names) {
        int distance = names.stream().mapToInt(name -> distance(written, name)).min().orElse(Integer.MAX_VALUE);
        return distance > LONGEST_DISTANCE
                ? List.of()
                : names.stream().filter(name -> distance(written, name) == distance).toList();
    }

    /// The Levenshtein distance: how many letters must be added, removed or replaced.
    static int distance(String written, String meant) {
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
