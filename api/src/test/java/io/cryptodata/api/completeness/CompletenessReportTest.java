package io.cryptodata.api.completeness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptodata.api.json.Json;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.schemas.avro.HourRange;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.schemas.avro.MissingRange;
import io.cryptodata.schemas.avro.OutsideWindow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class CompletenessReportTest {
    private static final LedgerEntry BITCOIN = ledger("binance", "BTC/USDT", "LIVE", at(0), at(24), 2,
            List.of(new MissingRange(at(5), at(7), 0, null, null, 0)), List.of(new HourRange(at(2), at(3))));
    private static final LedgerEntry BEHIND = ledger("binance", "ETH/USDT", "BACKFILLING", at(0), at(20), 0,
            List.of(), List.of());
    private static final LedgerEntry DELISTED = ledger("okx", "OLD/USDT", "DELISTED", at(0), at(10), 0, List.of(),
            List.of());
    private static final LedgerEntry UNKNOWN = ledger("okx", "NEW/USDT", "BACKFILLING", null, null, 0, List.of(),
            List.of());

    @Test
    void every_expected_hour_is_present_missing_confirmed_empty_or_not_available() {
        assertThat(markets(BITCOIN, BEHIND, DELISTED, UNKNOWN, limited()))
                .allSatisfy(market -> assertThat(market.expected())
                        .isEqualTo(
                                market.present() + market.missing() + market.confirmedEmpty() + market.notAvailable()));
        assertThat(markets(BITCOIN)).singleElement().satisfies(bitcoin -> {
            assertThat(bitcoin.expected()).isEqualTo(24);
            assertThat(bitcoin.present()).isEqualTo(21);
        });
    }

    @Test
    void hours_not_requested_yet_are_missing_unless_the_market_has_ended() {
        List<MarketCompleteness> markets = markets(BITCOIN, BEHIND, DELISTED);
        assertThat(markets).extracting(MarketCompleteness::missing).containsExactly(2L, 4L, 0L);
        assertThat(markets.get(1).gaps()).extracting(Gap::kind).containsExactly(Gap.Kind.BEHIND);
    }

    @Test
    void the_newest_hour_of_the_venue_alone_may_be_on_its_way() {
        for (int lacking = 0; lacking <= 3; lacking++) {
            LedgerEntry other = ledger("binance", "ETH/USDT", "LIVE", at(0), at(24 - lacking), 0, List.of(),
                    List.of());
            other.setUnproven(new MissingRange(at(24 - lacking), at(26), 1, at(23), "EMPTY", 0));
            assertThat(markets(BITCOIN, other).getLast().missing()).isEqualTo(lacking <= 1 ? 0 : lacking);
        }
    }

    @Test
    void no_hour_is_expected_of_a_market_that_is_no_longer_tracked() {
        MarketCompleteness behind = CompletenessReport.of(List.of(BITCOIN, BEHIND), Set.of("binance:ETH/USDT"))
                .markets().getLast();
        assertThat(behind.missing()).isZero();
        assertThat(behind.expected()).isEqualTo(20);
    }

    @Test
    void the_causes_of_absent_hours_stay_apart() {
        LedgerEntry mixed = ledger("binance", "BTC/USDT", "BACKFILLING", at(0), at(20), 2,
                List.of(new MissingRange(at(2), at(3), 1, at(4), "BAD_ROWS", 2),
                        new MissingRange(at(5), at(7), 0, at(4), "UNREADABLE", 1),
                        new MissingRange(at(8), at(9), 1, at(4), "EMPTY", 0),
                        new MissingRange(at(10), at(11), 0, null, "NOT_REQUESTED", 0)),
                List.of(new HourRange(at(12), at(13))));
        mixed.setUnproven(new MissingRange(at(20), at(22), 1, at(23), "EMPTY", 0));
        LedgerEntry newest = ledger("binance", "ETH/USDT", "LIVE", at(0), at(24), 0, List.of(), List.of());
        MarketCompleteness market = markets(mixed, newest).getFirst();
        assertThat(market.gaps()).extracting(Gap::kind, Gap::cause, Gap::hours).containsExactly(
                tuple(Gap.Kind.MISSING, "bad_rows", 1L), tuple(Gap.Kind.MISSING, "unreadable", 2L),
                tuple(Gap.Kind.MISSING, "empty", 1L), tuple(Gap.Kind.MISSING, "not_requested", 1L),
                tuple(Gap.Kind.CONFIRMED_EMPTY, "empty", 1L), tuple(Gap.Kind.BEHIND, "empty", 2L),
                tuple(Gap.Kind.BEHIND, "not_requested", 2L));
        assertThat(market.badRows()).isEqualTo(1);
        assertThat(market.expected()).isEqualTo(market.present() + market.missing() + market.confirmedEmpty());
    }

    @Test
    void hours_that_the_venue_no_longer_serves_are_expected_and_not_missing() {
        CompletenessReport report = CompletenessReport.of(List.of(limited()), Set.of());
        assertThat(report.markets()).singleElement().satisfies(market -> {
            assertThat(market.expectedFrom()).isEqualTo(at(0));
            assertThat(market.expected()).isEqualTo(24);
            assertThat(market.notAvailable()).isEqualTo(7);
            assertThat(market.missing()).isZero();
            assertThat(market.present()).isEqualTo(16);
            assertThat(market.gaps()).extracting(Gap::kind, Gap::cause, Gap::hours).containsExactly(
                    tuple(Gap.Kind.NOT_AVAILABLE, "not_available", 6L), tuple(Gap.Kind.CONFIRMED_EMPTY, "empty", 1L),
                    tuple(Gap.Kind.NOT_AVAILABLE, "not_available", 1L));
        });
        assertThat(report.total().notAvailable()).isEqualTo(7);
        assertThat(report.total().percentPresent()).isEqualTo(100);
        assertThat(MarketLedger.of(limited()).notAvailable()).containsExactly(
                new MarketLedger.Hours(at(0), at(6), 6), new MarketLedger.Hours(at(8), at(9), 1));
    }

    private static LedgerEntry limited() {
        LedgerEntry limited = ledger("kraken", "BTC/USDT", "LIVE", at(0), at(24), 0, List.of(),
                List.of(new HourRange(at(7), at(8))));
        limited.setNotAvailable(List.of(new HourRange(at(0), at(6)), new HourRange(at(8), at(9))));
        return limited;
    }

    @Test
    void hours_before_the_first_candle_are_not_expected() {
        LedgerEntry late = ledger("binance", "BTC/USDT", "LIVE", at(0), at(24), 2,
                List.of(new MissingRange(at(5), at(7), 0, null, null, 0)), List.of(new HourRange(at(0), at(3))));
        assertThat(markets(late)).singleElement().satisfies(market -> {
            assertThat(market.expectedFrom()).isEqualTo(at(3));
            assertThat(market.expected()).isEqualTo(21);
            assertThat(market.confirmedEmpty()).isZero();
            assertThat(market.present()).isEqualTo(19);
        });
    }

    @Test
    void the_json_form_has_venues_with_their_sums_and_markets_with_their_gaps() throws IOException {
        JsonNode json = new ObjectMapper().readTree(Json.of(CompletenessReport.of(List.of(BITCOIN, BEHIND), Set.of())));
        assertThat(json.path("venues")).singleElement().hasToString("{\"exchange\":\"binance\",\"markets\":2,"
                + "\"expected\":48,\"present\":41,\"confirmed_empty\":1,\"not_available\":0,\"missing\":6,\"bad_rows\":0,\"quarantined\":2}");
        assertThat(json.path("markets").get(0)).hasToString("{\"exchange\":\"binance\",\"asset\":\"BTC/USDT\","
                + "\"state\":\"LIVE\",\"expected_from\":\"2026-01-01T00:00:00Z\",\"up_to\":\"2026-01-02T00:00:00Z\","
                + "\"expected\":24,\"present\":21,\"confirmed_empty\":1,\"not_available\":0,\"missing\":2,\"bad_rows\":0,\"quarantined\":2,\"gaps\":["
                + "{\"kind\":\"CONFIRMED_EMPTY\",\"from\":\"2026-01-01T02:00:00Z\",\"to\":\"2026-01-01T03:00:00Z\","
                + "\"hours\":1,\"cause\":\"empty\"},{\"kind\":\"MISSING\",\"from\":\"2026-01-01T05:00:00Z\","
                + "\"to\":\"2026-01-01T07:00:00Z\",\"hours\":2,\"cause\":\"not_requested\"}]}");
    }

    @Test
    void candles_after_the_correction_window_come_with_the_replay_that_folds_them_in() throws IOException {
        LedgerEntry late = LedgerEntry.newBuilder(DELISTED).setOutsideWindow(new OutsideWindow(at(3), 2L, at(9)))
                .build();
        String replay = "{\"from\":\"2026-01-01T03:00:00Z\",\"candles\":2,"
                + "\"command\":\"./cda replay --market okx:OLD/USDT --from 2026-01-01T03:00:00Z\"}";
        ObjectMapper mapper = new ObjectMapper();
        assertThat(mapper.readTree(Json.of(CompletenessReport.of(List.of(late), Set.of()))).path("markets").get(0)
                .path("replay")).hasToString(replay);
        assertThat(mapper.readTree(Json.of(MarketLedger.of(late))).path("replay")).hasToString(replay);
        assertThat(Json.of(MarketLedger.of(DELISTED))).doesNotContain("replay");
        late.setOutsideWindow(new OutsideWindow(null, 0L, at(9)));
        assertThat(markets(late).getFirst().replay()).isNull();
    }

    @Test
    void a_venue_with_a_missing_hour_is_never_one_hundred_percent_present() {
        assertThat(new VenueCompleteness("all", 1, 100_001, 100_000, 0, 0, 1, 0, 0).percentPresent()).isEqualTo(99.99);
    }

    @Test
    void a_market_with_so_many_missing_ranges_that_its_history_waits_has_a_problem() {
        List<MissingRange> missing = IntStream.range(0, Ledger.MAX_RANGES)
                .mapToObj(i -> new MissingRange(at(2 * i), at(2 * i + 1), 0, null, null, 0)).toList();
        LedgerEntry full = ledger("binance", "BTC/USDT", "BACKFILLING", at(0), at(2 * Ledger.MAX_RANGES), 0, missing,
                List.of());
        assertThat(markets(full).getFirst().problem()).isEqualTo(
                "4096 missing ranges or more: no history is requested until some are filled or confirmed empty");
        assertThat(markets(BITCOIN).getFirst().problem()).isNull();
    }

    private static List<MarketCompleteness> markets(LedgerEntry... ledgers) {
        return CompletenessReport.of(List.of(ledgers), Set.of()).markets();
    }

    private static Instant at(int hour) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(3600L * hour);
    }

    private static LedgerEntry ledger(String exchange, String asset, String state, @Nullable Instant from,
            @Nullable Instant upTo, long quarantined, List<MissingRange> missing, List<HourRange> empty) {
        return new LedgerEntry(exchange, asset, from, null, upTo, 0L, quarantined, missing, empty, List.of(), state,
                at(24), List.of(), null, null, List.of());
    }
}
