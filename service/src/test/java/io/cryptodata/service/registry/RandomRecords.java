package io.cryptodata.service.registry;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// Random records of generated classes, from a seed.
public final class RandomRecords {
    private final Random random;

    /// @param seed of the values
    public RandomRecords(long seed) {
        random = new Random(seed);
    }

    public SpecificRecord of(Schema schema) {
        SpecificRecord made = (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
        schema.getFields().forEach(field -> made.put(field.pos(), value(field.schema())));
        return made;
    }

    private @Nullable Object value(Schema schema) {
        if (schema.getLogicalType() != null) {
            return Instant.ofEpochMilli(random.nextLong() >> 10);
        }
        return switch (schema.getType()) {
            case RECORD -> of(schema);
            case ARRAY -> listOf(schema.getElementType());
            case MAP -> Map.of(text(), random.nextLong());
            case UNION -> value(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
            case STRING -> text();
            case INT -> random.nextInt() >> random.nextInt(32);
            case LONG -> random.nextLong() >> random.nextInt(64);
            case DOUBLE -> Double.longBitsToDouble(random.nextLong());
            case BOOLEAN -> random.nextBoolean();
            case NULL -> null;
            case BYTES, ENUM, FIXED, FLOAT -> throw new IllegalArgumentException("no value of " + schema);
        };
    }

    private List<@Nullable Object> listOf(Schema items) {
        return Stream.generate(() -> value(items)).limit(random.nextInt(4)).toList();
    }

    private String text() {
        int characters = random.nextInt(300);
        return random.ints(characters, ' ', random.nextBoolean() ? 0x7f : 0xd7ff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
