package io.cryptodata.schemas;

import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// BACKWARD_TRANSITIVE, judged in the build: each schema reads what every release before it wrote.
///
/// Releases are in `src/main/avro-released/<Name>/<n>.avsc`. A changed schema gets the next number when it is released.
class ReleasedSchemasTest {
    private static final Path RELEASED = Path.of("src/main/avro-released");

    @Test
    void every_schema_reads_records_of_every_release() throws IOException {
        for (Schema current : Topics.catalogue().schemas()) {
            List<Schema> history = new ArrayList<>(releasesOf(current.getName()));
            assertThat(history).as("releases of " + current.getName()).isNotEmpty();
            history.add(current);
            for (int reader = 1; reader < history.size(); reader++) {
                assertThat(breaks(history.get(reader), history.subList(0, reader))).as(current.getName()).isEmpty();
            }
        }
    }

    @Test
    void a_new_field_without_a_default_is_incompatible() throws IOException {
        Schema released = releasesOf("Candle").getFirst();
        Schema changed = with(released, new Field("trades", Schema.create(Schema.Type.LONG), "How many trades"));
        assertThat(breaks(changed, List.of(released))).singleElement().asString().contains("trades");
    }

    @Test
    void a_new_field_with_a_default_is_compatible() throws IOException {
        Schema released = releasesOf("Candle").getFirst();
        Schema changed = with(released, new Field("trades", Schema.create(Schema.Type.LONG), "How many trades", 0L));
        assertThat(breaks(changed, List.of(released))).isEmpty();
    }

    @Test
    void a_changed_type_is_incompatible_even_if_only_the_oldest_release_has_the_field() throws IOException {
        Schema oldest = releasesOf("Candle").getFirst();
        Schema dropped = without(oldest, "volume");
        Field asText = new Field("volume", Schema.create(Schema.Type.STRING), "Now a text", "0");
        Schema readded = with(dropped, asText);
        assertThat(breaks(readded, List.of(dropped))).isEmpty();
        assertThat(breaks(readded, List.of(oldest, dropped))).isNotEmpty();
    }

    private static List<String> breaks(Schema reader, List<Schema> writers) {
        return writers.stream().map(writer -> SchemaCompatibility.checkReaderWriterCompatibility(reader, writer))
                .filter(pair -> pair.getType() != SchemaCompatibilityType.COMPATIBLE)
                .flatMap(ReleasedSchemasTest::messages).toList();
    }

    private static Stream<String> messages(SchemaPairCompatibility pair) {
        return pair.getResult().getIncompatibilities().stream()
                .map(problem -> problem.getType() + " " + problem.getMessage() + " at " + problem.getLocation());
    }

    private static List<Schema> releasesOf(String name) throws IOException {
        Path folder = RELEASED.resolve(name);
        List<Schema> releases = new ArrayList<>();
        for (int release = 1; Files.exists(folder.resolve(release + ".avsc")); release++) {
            releases.add(new Schema.Parser().parse(folder.resolve(release + ".avsc").toFile()));
        }
        return releases;
    }

    private static Schema with(Schema schema, Field added) {
        List<Field> fields = new ArrayList<>(copies(schema));
        fields.add(added);
        return record(schema, fields);
    }

    private static Schema without(Schema schema, String name) {
        return record(schema, copies(schema).stream().filter(field -> !field.name().equals(name)).toList());
    }

    private static List<Field> copies(Schema schema) {
        return IntStream.range(0, schema.getFields().size())
                .mapToObj(at -> new Field(schema.getFields().get(at), schema.getFields().get(at).schema())).toList();
    }

    private static Schema record(Schema like, List<Field> fields) {
        return Schema.createRecord(like.getName(), like.getDoc(), like.getNamespace(), false, fields);
    }
}
