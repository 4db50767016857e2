package io.cryptodata.sinks.connect;

import org.jspecify.annotations.Nullable;

import java.util.Date;

/// How values travel into columns of a type: as which kind of array, and how the server turns an element into the
/// column's type. Nothing depends on the time zone of this JVM or of the session.
enum ColumnKind {
    INTEGER("int8") {
        @Override
        Object converted(Object value) {
            if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
                return ((Number) value).longValue();
            }
            throw unfit(value, "a whole number");
        }
    },
    /// Doubles become `numeric` by the server's own conversion, which keeps 15 significant digits.
    NUMBER("float8") {
        @Override
        Object converted(Object value) {
            if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
                return number.doubleValue();
            }
            throw unfit(value, "a finite number");
        }
    },
    TEXT("text") {
        @Override
        Object converted(Object value) {
            if (value instanceof String) {
                return value;
            }
            throw unfit(value, "a text");
        }
    },
    /// A text is JSON already; anything else becomes JSON.
    JSON("text") {
        @Override
        Object converted(Object value) {
            return value instanceof String ? value : JsonText.of(value);
        }
    },
    BOOLEAN("bool") {
        @Override
        Object converted(Object value) {
            if (value instanceof Boolean) {
                return value;
            }
            throw unfit(value, "true or false");
        }
    },
    /// Instants travel as milliseconds since 1970.
    TIMESTAMP("int8") {
        @Override
        Object converted(Object value) {
            if (value instanceof Date date) {
                return date.getTime();
            }
            throw unfit(value, "a timestamp");
        }

        @Override
        String expression(String element, String type) {
            return "timestamptz 'epoch' + " + element + " * interval '1 millisecond'";
        }
    };

    private final String arrayElement;

    ColumnKind(String arrayElement) {
        this.arrayElement = arrayElement;
    }

    /// The kind that fits a column of this type.
    ///
    /// @param type the type as PostgreSQL writes it, for example `timestamp with time zone`
    /// @return null if no kind does
    static @Nullable ColumnKind of(String type) {
        String name = type.replaceAll("\\(.*\\)", "");
        return switch (name) {
            case "bigint", "integer", "smallint" -> INTEGER;
            case "numeric", "double precision", "real" -> NUMBER;
            case "text", "character varying" -> TEXT;
            case "json", "jsonb" -> JSON;
            case "boolean" -> BOOLEAN;
            case "timestamp with time zone" -> TIMESTAMP;
            default -> null;
        };
    }

    /// The PostgreSQL type of the elements of the array.
    String arrayElement() {
        return arrayElement;
    }

    /// True if values travel as numbers that grow with what they say.
    boolean isOrdered() {
        return this == INTEGER || this == TIMESTAMP;
    }

    /// The element as it travels.
    ///
    /// @throws BadRowException if the value does not fit
    abstract Object converted(Object value);

    /// The SQL that makes the column's value of an element.
    String expression(String element, String type) {
        return element + "::" + type;
    }

    private static BadRowException unfit(Object value, String wanted) {
        return new BadRowException("must be " + wanted + ", but is " + value);
    }
}
