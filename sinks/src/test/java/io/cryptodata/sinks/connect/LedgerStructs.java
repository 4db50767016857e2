package io.cryptodata.sinks.connect;

import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.schemas.LedgerRecords;
import io.cryptodata.schemas.avro.HourRange;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.schemas.avro.MissingRange;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Date;

/// Ledgers as Connect's Avro converter passes them to the sink.
final class LedgerStructs {
    private static final Schema OPTIONAL_TIME = Timestamp.builder().optional().build();
    private static final Schema RANGE = SchemaBuilder.struct().name("HourRange").field("from", Timestamp.SCHEMA)
            .field("to", Timestamp.SCHEMA).build();
    private static final Schema MISSING = missing().build();
    private static final Schema UNPROVEN = missing().optional().build();
    private static final Schema LEDGER = SchemaBuilder.struct().name("LedgerEntry")
            .field("exchange", Schema.STRING_SCHEMA).field("asset", Schema.STRING_SCHEMA)
            .field("expected_from", OPTIONAL_TIME).field("contiguous_up_to", OPTIONAL_TIME)
            .field("known_up_to", OPTIONAL_TIME).field("present", Schema.INT64_SCHEMA)
            .field("quarantined", Schema.INT64_SCHEMA).field("missing", SchemaBuilder.array(MISSING).build())
            .field("confirmed_empty", SchemaBuilder.array(RANGE).build())
            .field("quarantined_times", SchemaBuilder.array(Timestamp.SCHEMA).build())
            .field("state", Schema.STRING_SCHEMA).field("updated_at", Timestamp.SCHEMA).field("unproven", UNPROVEN)
            .field("not_available", SchemaBuilder.array(RANGE).build())
            .build();

    private LedgerStructs() {}

    private static SchemaBuilder missing() {
        return SchemaBuilder.struct().name("MissingRange").field("from", Timestamp.SCHEMA)
                .field("to", Timestamp.SCHEMA).field("empty_responses", Schema.INT32_SCHEMA)
                .field("last_requested", OPTIONAL_TIME).field("cause", Schema.OPTIONAL_STRING_SCHEMA)
                .field("unusable_responses", Schema.INT32_SCHEMA);
    }

    static Struct of(Ledger ledger) {
        LedgerEntry entry = LedgerRecords.toAvro(ledger);
        MissingRange unproven = entry.getUnproven();
        return new Struct(LEDGER).put("exchange", entry.getExchange()).put("asset", entry.getAsset())
                .put("expected_from", date(entry.getExpectedFrom()))
                .put("contiguous_up_to", date(entry.getContiguousUpTo())).put("known_up_to", date(entry.getKnownUpTo()))
                .put("present", entry.getPresent()).put("quarantined", entry.getQuarantined())
                .put("missing", entry.getMissing().stream().map(range -> of(range, MISSING)).toList())
                .put("confirmed_empty", entry.getConfirmedEmpty().stream().map(LedgerStructs::of).toList())
                .put("quarantined_times", entry.getQuarantinedTimes().stream().map(Date::from).toList())
                .put("state", entry.getState()).put("updated_at", date(entry.getUpdatedAt()))
                .put("unproven", unproven == null ? null : of(unproven, UNPROVEN))
                .put("not_available", entry.getNotAvailable().stream().map(LedgerStructs::of).toList());
    }

    private static Struct of(MissingRange range, Schema schema) {
        return new Struct(schema).put("from", date(range.getFrom())).put("to", date(range.getTo()))
                .put("empty_responses", range.getEmptyResponses()).put("last_requested", date(range.getLastRequested()))
                .put("cause", range.getCause()).put("unusable_responses", range.getUnusableResponses());
    }

    private static Struct of(HourRange range) {
        return new Struct(RANGE).put("from", date(range.getFrom())).put("to", date(range.getTo()));
    }

    private static @Nullable Date date(@Nullable Instant time) {
        return time == null ? null : Date.from(time);
    }
}
