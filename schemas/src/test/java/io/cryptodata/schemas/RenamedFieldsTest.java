package io.cryptodata.schemas;

import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.MissingRange;
import io.cryptodata.domain.ledger.OutsideWindow;
import io.cryptodata.domain.ledger.RecentHour;
import io.cryptodata.schemas.avro.LedgerEntry;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// Records that were written before fields of `LedgerEntry` were renamed keep every value: the aliases lead to them.
class RenamedFieldsTest {
    private static final Path RELEASED = Path.of("src/main/avro-released/LedgerEntry/3.avsc");
    private static final long HOUR = 1_767_225_600_000L;
    private static final long LATER = HOUR + 90_000_000;

    /// Avro creates objects only of trusted classes.
    @BeforeAll
    static void trustOurRecords() {
        ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
        ClassSecurityValidator.setGlobal(
                type -> type.getPackageName().equals(LedgerEntry.class.getPackageName()) || before.isTrusted(type));
    }

    @Test
    void the_values_of_renamed_fields_are_read() throws IOException {
        Schema released = released();
        LedgerEntry read = read(bytesOf(entry(released)), released);
        Ledger ledger = LedgerRecords.fromAvro(read);
        RecentHour recent = ledger.recent().getFirst();
        assertThat(recent.rechecks()).isEqualTo(2);
        assertThat(recent.unansweredRechecks()).isEqualTo(1);
        assertThat(recent.lastUnanswered()).isEqualTo(Instant.ofEpochMilli(LATER));
        MissingRange missing = ledger.missing().getFirst();
        assertThat(missing.emptyResponses()).isEqualTo(2);
        assertThat(missing.lastRequested()).isEqualTo(Instant.ofEpochMilli(LATER));
        assertThat(ledger.outsideWindow()).isEqualTo(OutsideWindow.NONE);
    }

    @Test
    void a_registry_accepts_the_renamed_fields_as_a_backward_compatible_change() throws IOException {
        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(LedgerEntry.getClassSchema(), released())
                .getType()).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    private static GenericRecord entry(Schema released) {
        GenericRecord missing = new GenericData.Record(itemsOf(released, "missing"));
        missing.put("from", HOUR);
        missing.put("to", HOUR + 3_600_000);
        missing.put("empty_answers", 2);
        missing.put("last_asked", LATER);
        GenericRecord recent = new GenericData.Record(itemsOf(released, "recent"));
        recent.put("hour", HOUR + 3_600_000);
        recent.put("fingerprint", 42L);
        recent.put("revision", 0);
        recent.put("looks", 2);
        recent.put("vain_looks", 1);
        recent.put("last_vain", LATER);
        GenericRecord entry = new GenericData.Record(released);
        entry.put("exchange", "binance");
        entry.put("asset", "BTC/USDT");
        entry.put("expected_from", HOUR);
        entry.put("contiguous_up_to", HOUR);
        entry.put("known_up_to", HOUR + 7_200_000);
        entry.put("present", 1L);
        entry.put("quarantined", 0L);
        entry.put("missing", List.of(missing));
        entry.put("confirmed_empty", List.of());
        entry.put("quarantined_times", List.of());
        entry.put("state", "LIVE");
        entry.put("updated_at", LATER);
        entry.put("recent", List.of(recent));
        return entry;
    }

    private static Schema itemsOf(Schema schema, String field) {
        return schema.getField(field).schema().getElementType();
    }

    private static byte[] bytesOf(GenericRecord entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(entry.getSchema()).write(entry, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static LedgerEntry read(byte[] bytes, Schema writer) throws IOException {
        SpecificDatumReader<LedgerEntry> reader = new SpecificDatumReader<>(writer, LedgerEntry.getClassSchema());
        return reader.read(new LedgerEntry(), DecoderFactory.get().binaryDecoder(bytes, null));
    }

    private static Schema released() throws IOException {
        return new Schema.Parser().parse(RELEASED.toFile());
    }
}
