package io.cryptodata.sinks.connect;

import io.cryptodata.domain.listing.StatusSince;
import io.cryptodata.domain.market.Market;
import io.cryptodata.domain.universe.TrackedSince;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Date;
import java.util.List;

/// Entries of the topics `listings` and `universe` as Connect's Avro converter passes them to the sink.
final class MarketStructs {
    private static final Schema OPTIONAL_TIME = Timestamp.builder().optional().build();
    private static final Schema STATUS = SchemaBuilder.struct().name("StatusSince")
            .field("status", Schema.STRING_SCHEMA).field("since", Timestamp.SCHEMA).build();
    private static final Schema LISTING = SchemaBuilder.struct().name("ListingEntry")
            .field("exchange", Schema.STRING_SCHEMA).field("asset", Schema.STRING_SCHEMA)
            .field("timestamp", Timestamp.SCHEMA).field("status", Schema.STRING_SCHEMA)
            .field("first_seen", Timestamp.SCHEMA).field("last_seen", Timestamp.SCHEMA)
            .field("venue_symbol", Schema.STRING_SCHEMA).field("listed_at", OPTIONAL_TIME)
            .field("status_history", SchemaBuilder.array(STATUS).build()).build();
    private static final Schema TRACKED = SchemaBuilder.struct().name("TrackedSince")
            .field("tracked", Schema.BOOLEAN_SCHEMA).field("since", Timestamp.SCHEMA).build();
    private static final Schema UNIVERSE = SchemaBuilder.struct().name("UniverseEntry")
            .field("exchange", Schema.STRING_SCHEMA).field("asset", Schema.STRING_SCHEMA)
            .field("venue_symbol", Schema.STRING_SCHEMA).field("tracked", Schema.BOOLEAN_SCHEMA)
            .field("expected_from", OPTIONAL_TIME).field("updated_at", Timestamp.SCHEMA)
            .field("status", Schema.STRING_SCHEMA).field("venue_status", Schema.STRING_SCHEMA)
            .field("listed_at", OPTIONAL_TIME).field("contract_size", Schema.STRING_SCHEMA)
            .field("rank", Schema.OPTIONAL_INT32_SCHEMA).field("reason", Schema.STRING_SCHEMA)
            .field("tracked_history", SchemaBuilder.array(TRACKED).build()).build();

    /// what the first release wrote
    private static final Schema FIRST_UNIVERSE = SchemaBuilder.struct().name("UniverseEntry")
            .field("exchange", Schema.STRING_SCHEMA).field("asset", Schema.STRING_SCHEMA)
            .field("venue_symbol", Schema.STRING_SCHEMA).field("tracked", Schema.BOOLEAN_SCHEMA)
            .field("expected_from", OPTIONAL_TIME).field("updated_at", Timestamp.SCHEMA).build();

    private MarketStructs() {}

    /// @param history not empty
    static Struct listing(Market market, Instant time, @Nullable Instant listedAt, List<StatusSince> history) {
        return new Struct(LISTING).put("exchange", market.exchange()).put("asset", market.asset())
                .put("timestamp", Date.from(time)).put("status", history.getLast().status().name())
                .put("first_seen", Date.from(history.getFirst().since())).put("last_seen", Date.from(time))
                .put("venue_symbol", market.base() + market.quote())
                .put("listed_at", listedAt == null ? null : Date.from(listedAt))
                .put("status_history", history.stream().map(each -> new Struct(STATUS)
                        .put("status", each.status().name()).put("since", Date.from(each.since()))).toList());
    }

    /// An entry of the first release, without a history.
    static Struct tracked(Market market, Instant time, boolean tracked) {
        return new Struct(FIRST_UNIVERSE).put("exchange", market.exchange()).put("asset", market.asset())
                .put("venue_symbol", market.base() + market.quote()).put("tracked", tracked)
                .put("updated_at", Date.from(time));
    }

    static Struct tracked(Market market, Instant time, boolean tracked, List<TrackedSince> history) {
        return new Struct(UNIVERSE).put("exchange", market.exchange()).put("asset", market.asset())
                .put("venue_symbol", market.base() + market.quote()).put("tracked", tracked)
                .put("updated_at", Date.from(time)).put("status", "TRADING").put("venue_status", "")
                .put("contract_size", "1").put("reason", "rules")
                .put("tracked_history", history.stream().map(each -> new Struct(TRACKED)
                        .put("tracked", each.tracked()).put("since", Date.from(each.since()))).toList());
    }
}
