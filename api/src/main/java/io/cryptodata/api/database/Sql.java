package io.cryptodata.api.database;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A statement of written fragments and bound values. Fragments are the program's own text; whatever a client sent is bound.
public final class Sql {
    private final StringBuilder text = new StringBuilder();
    private final List<@Nullable Object> values = new ArrayList<>();

    public static Sql of(String fragment, @Nullable Object... bound) {
        return new Sql().add(fragment, bound);
    }

    /// Appends a fragment and the values of its question marks.
    public Sql add(String fragment, @Nullable Object... bound) {
        text.append(' ').append(fragment);
        Collections.addAll(values, bound);
        return this;
    }

    /// Appends a fragment if its value is there.
    public Sql addIf(@Nullable Object bound, String fragment) {
        return bound == null ? this : add(fragment, bound);
    }

    public Sql add(Sql other) {
        text.append(' ').append(other.text);
        values.addAll(other.values);
        return this;
    }

    /// A pattern of LIKE for texts that contain this one, whatever characters it has.
    public static String containing(String part) {
        return "%" + part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    String text() {
        return text.toString();
    }

    List<@Nullable Object> values() {
        return values;
    }
}
