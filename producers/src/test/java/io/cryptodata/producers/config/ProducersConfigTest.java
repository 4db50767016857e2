package io.cryptodata.producers.config;

import io.cryptodata.domain.fold.CorrectionWindow;
import io.cryptodata.domain.ledger.LedgerRules;
import io.cryptodata.domain.universe.Coins;
import io.cryptodata.domain.universe.HistoryStart;
import io.cryptodata.domain.universe.MarketKind;
import io.cryptodata.domain.universe.UniverseRules;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venues.Venues;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.http.HttpSecurity;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.settings.SettingsException;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProducersConfigTest {
    @Test
    void has_defaults_for_everything() {
        ProducersConfig config = read(Map.of("PATH", "/usr/bin"));
        assertThat(config.kafka()).isEqualTo(new ProducersConfig.Kafka(KafkaAccess.plain("127.0.0.1:9092"),
                new HttpAccess("http://127.0.0.1:8081", HttpSecurity.none("CDA_REGISTRY_")), 12, "producers",
                Duration.ofMinutes(1)));
        assertThat(config.polling()).isEqualTo(
                new ProducersConfig.Polling(Duration.ofSeconds(5), Duration.ofSeconds(1), 32,
                        LedgerRules.DEFAULT, Duration.ofMinutes(2)));
        assertThat(config.venues()).extracting(ProducersConfig.Venue::exchange).contains("binance");
        assertThat(config.coinGecko().enabled()).isTrue();
        assertThat(config.http()).contains(HttpConfig.onLoopback(8101));
        assertThat(config.venues()).allMatch(venue -> Venues.named(venue.exchange()).hasCandles());
        assertThat(config.listings()).hasSameSizeAs(Venues.KNOWN);
        assertThat(urlsOf(config, "binance").of(BaseUrls.LINEAR)).hasToString("https://fapi.binance.com");
        UniverseRules rules = config.universe();
        assertThat(rules.quotes()).containsExactly("USDT");
        assertThat(rules.kinds()).containsExactlyInAnyOrder(MarketKind.SPOT, MarketKind.LINEAR);
        assertThat(rules.top()).isEqualTo(250);
        assertThat(rules.topBy()).isEqualTo(Coins.Order.RANK);
        assertThat(rules.history()).isEqualTo(new HistoryStart.FromListing());
    }

    @Test
    void reads_every_setting() {
        ProducersConfig config = read(Map.ofEntries(Map.entry("PRODUCERS_BOOTSTRAP_SERVERS", "kafka:9092"),
                Map.entry("PRODUCERS_REGISTRY_URL", "http://registry:8080"), Map.entry("PRODUCERS_VENUES", "binance"),
                Map.entry("PRODUCERS_LISTINGS", "binance"),
                Map.entry("PRODUCERS_BINANCE_URL", "http://127.0.0.1:8090/binance"),
                Map.entry("PRODUCERS_BINANCE_LINEAR_URL", "http://127.0.0.1:8091"),
                Map.entry("PRODUCERS_SETTLE_DELAY", "7s"), Map.entry("PRODUCERS_POLL_INTERVAL", "200ms"),
                Map.entry("PRODUCERS_CONCURRENCY", "8"), Map.entry("PRODUCERS_PARTITIONS", "3"),
                Map.entry("PRODUCERS_RECHECKS", "10m, 2h"), Map.entry("PRODUCERS_HTTP_PORT", "off"),
                Map.entry("COINGECKO_ENABLED", "false"),
                Map.entry("PRODUCERS_MEMBER", "one"), Map.entry("PRODUCERS_START_PATIENCE", "PT2M"),
                Map.entry("PRODUCERS_QUOTES", "USDT, USDC"), Map.entry("PRODUCERS_KINDS", "spot"),
                Map.entry("PRODUCERS_TOP", "50"), Map.entry("PRODUCERS_TOP_BY", "volume"),
                Map.entry("PRODUCERS_INCLUDE", "binance:.*/USDT"), Map.entry("PRODUCERS_EXCLUDE", ".*UP/.*"),
                Map.entry("PRODUCERS_HISTORY_START", "-90d"), Map.entry("PRODUCERS_MAX_CLOCK_SKEW", "10m"),
                Map.entry("PRODUCERS_CORRECTION_WINDOW", "30d")));
        BaseUrls urls = new BaseUrls(URI.create("http://127.0.0.1:8090/binance"),
                Map.of(BaseUrls.LINEAR, URI.create("http://127.0.0.1:8091"), BaseUrls.INVERSE,
                        URI.create("http://127.0.0.1:8090/binance")));
        List<ProducersConfig.Venue> venues = List.of(new ProducersConfig.Venue("binance", urls));
        assertThat(config.kafka()).isEqualTo(
                new ProducersConfig.Kafka(KafkaAccess.plain("kafka:9092"),
                        new HttpAccess("http://registry:8080", HttpSecurity.none("CDA_REGISTRY_")),
                        3, "one", Duration.ofMinutes(2)));
        assertThat(config.venues()).isEqualTo(venues);
        assertThat(config.listings()).isEqualTo(venues);
        assertThat(config.polling())
                .isEqualTo(new ProducersConfig.Polling(Duration.ofSeconds(7), Duration.ofMillis(200), 8,
                        new LedgerRules(LedgerRules.DEFAULT.occasionGaps(), 3,
                                List.of(Duration.ofMinutes(10), Duration.ofHours(2)), new CorrectionWindow(720)),
                        Duration.ofMinutes(10)));
        assertThat(config.coinGecko().enabled()).isFalse();
        assertThat(config.http()).isEmpty();
        UniverseRules expected = new UniverseRules(Set.of("binance"), Set.of("USDT", "USDC"), Set.of(MarketKind.SPOT),
                50, Coins.Order.VOLUME, Pattern.compile("binance:.*/USDT"), Pattern.compile(".*UP/.*"),
                new HistoryStart.Back(Duration.ofDays(90)));
        assertThat(config.universe()).usingRecursiveComparison()
                .withEqualsForType((one, other) -> one.pattern().equals(other.pattern()), Pattern.class)
                .isEqualTo(expected);
    }

    @Test
    void the_correction_window_is_that_of_the_streams() {
        assertThat(read(Map.of()).polling().ledger().correctionWindow()).isEqualTo(CorrectionWindow.DEFAULT);
        assertThat(read(Map.of("PRODUCERS_CORRECTION_WINDOW", "2d")).withOccasionGap(Duration.ofHours(1)).polling()
                .ledger().correctionWindow()).isEqualTo(new CorrectionWindow(48));
        for (String wrong : List.of("23h", "401d", "long")) {
            assertThatThrownBy(() -> read(Map.of("PRODUCERS_CORRECTION_WINDOW", wrong))).hasMessageContaining(
                    "PRODUCERS_CORRECTION_WINDOW must be a duration between 1d and 400d, but was '" + wrong + "'");
        }
    }

    @Test
    void accepts_the_old_name_of_the_rechecks() {
        assertThat(read(Map.of("PRODUCERS_SECOND_LOOKS", "10m, 2h")).polling().ledger().recheckDelays())
                .containsExactly(Duration.ofMinutes(10), Duration.ofHours(2));
        assertThat(read(Map.of("PRODUCERS_SECOND_LOOKS", "1h", "PRODUCERS_RECHECKS", "none")).polling().ledger()
                .recheckDelays()).isEmpty();
    }

    @Test
    void a_configuration_in_code_equals_the_one_from_settings() {
        ProducersConfig read = read(Map.of("PRODUCERS_BOOTSTRAP_SERVERS", "kafka:9092", "PRODUCERS_REGISTRY_URL",
                "http://registry:8080", "PRODUCERS_VENUES", "binance", "PRODUCERS_LISTINGS", "binance,kraken",
                "PRODUCERS_BINANCE_URL", "http://127.0.0.1:8090", "PRODUCERS_KRAKEN_URL", "http://127.0.0.1:8091",
                "PRODUCERS_MEMBER", "one", "PRODUCERS_POLL_INTERVAL", "200ms", "PRODUCERS_TOP", "0",
                "PRODUCERS_QUOTES", "*"));
        ProducersConfig built = ProducersConfig.defaults()
                .withServers("kafka:9092", URI.create("http://registry:8080")).withMember("one")
                .withPollInterval(Duration.ofMillis(200)).withEveryMarket()
                .withVenues(List.of(venueAt("binance", "http://127.0.0.1:8090")),
                        List.of(venueAt("kraken", "http://127.0.0.1:8091")));
        assertThat(built).isEqualTo(read);
    }

    private static ProducersConfig.Venue venueAt(String exchange, String url) {
        return ProducersConfig.Venue.at(exchange, URI.create(url));
    }

    @Test
    void history_starts_at_the_listing_at_an_instant_or_on_a_day() {
        assertThat(history("listing")).isEqualTo(new HistoryStart.FromListing());
        assertThat(history("2024-03-01")).isEqualTo(new HistoryStart.Since(Instant.parse("2024-03-01T00:00:00Z")));
        assertThat(history("2024-03-01T05:00:00Z"))
                .isEqualTo(new HistoryStart.Since(Instant.parse("2024-03-01T05:00:00Z")));
    }

    @Test
    void a_venue_with_a_replaced_main_address_is_never_polled_at_its_default_addresses() {
        BaseUrls urls = urlsOf(read(Map.of("PRODUCERS_BINANCE_URL", "http://127.0.0.1:8090/binance")), "binance");
        assertThat(urls.of(BaseUrls.LINEAR)).isEqualTo(urls.main());
        assertThat(urls.of(BaseUrls.INVERSE)).isEqualTo(urls.main());
    }

    @Test
    void venues_that_xchange_lists_are_listed_beside_the_others_and_fetched_by_none() {
        ProducersConfig config = read(Map.of("PRODUCERS_XCHANGE_LISTINGS", "bitstamp, coinbase", "PRODUCERS_LISTINGS",
                "kraken", "PRODUCERS_VENUES", "binance", "PRODUCERS_BITSTAMP_URL", "http://127.0.0.1:8090/bitstamp"));
        assertThat(config.listings()).extracting(ProducersConfig.Venue::exchange).containsExactly("binance", "kraken",
                "bitstamp", "coinbase");
        assertThat(config.listings()).contains(venueAt("bitstamp", "http://127.0.0.1:8090/bitstamp"));
        assertThat(config.listings().getLast().urls().main()).hasToString("https://api.exchange.coinbase.com");
        assertThat(config.venues()).extracting(ProducersConfig.Venue::exchange).containsExactly("binance");
        assertThat(config.universe().venues()).containsExactly("binance");
    }

    @Test
    void a_venue_that_xchange_does_not_list_is_refused_with_what_was_meant() {
        assertThatThrownBy(() -> read(Map.of("PRODUCERS_XCHANGE_LISTINGS", "bitstamp,bitstmp,kraken,okex,bitfinex",
                "PRODUCERS_BITSTAMP_ULR", "http://127.0.0.1:8090"))).isInstanceOf(SettingsException.class)
                .hasMessageContaining("PRODUCERS_XCHANGE_LISTINGS must be a list of venues that XChange lists")
                .hasMessageContaining("bitstmp is no venue that XChange lists; did you mean bitstamp?")
                .hasMessageContaining("kraken has a client of its own: name it in PRODUCERS_LISTINGS;")
                .hasMessageContaining("okex has a client of its own: name it in PRODUCERS_LISTINGS as okx")
                .hasMessageContaining("bitfinex needs the jar xchange-bitfinex")
                .hasMessageContaining("PRODUCERS_BITSTAMP_ULR is not a setting; did you mean PRODUCERS_BITSTAMP_URL?");
    }

    @Test
    void names_all_problems_at_once_even_a_misspelt_name() {
        Map<String, String> wrong = Map.ofEntries(Map.entry("PRODUCERS_SETTLE_DELAY", "soon"),
                Map.entry("PRODUCERS_CONCURRENCY", "1"), Map.entry("PRODUCERS_PARTITIONS", "0"),
                Map.entry("PRODUCERS_REGISTRY_URL", "ftp://x"), Map.entry("PRODUCERS_VENUES", "binence"),
                Map.entry("PRODUCERS_BINANCE_URL", "nowhere"), Map.entry("PRODUCERS_INCLUDE", "["),
                Map.entry("PRODUCERS_TOP", "-1"), Map.entry("PRODUCERS_KINDS", "inverse"),
                Map.entry("PRODUCERS_HISTORY_START", "yesterday"),
                Map.entry("PRODUCERS_RECHECKS", "1h,5m"), Map.entry("COINGECKO_PAGES", "0"),
                Map.entry("PRODUCERS_MAX_CLOCK_SKEW", "1h"), Map.entry("PRODUCERS_MEMBRE", "one"));
        assertThatThrownBy(() -> read(wrong)).isInstanceOf(SettingsException.class)
                .hasMessageContaining("PRODUCERS_SETTLE_DELAY must be a duration between 0s and 2m, but was 'soon'")
                .hasMessageContaining("PRODUCERS_CONCURRENCY must be a whole number between 2 and 256, but was '1'")
                .hasMessageContaining("PRODUCERS_MAX_CLOCK_SKEW must be a duration between 0s and 30m, but was '1h'")
                .hasMessageContaining("PRODUCERS_PARTITIONS must be a whole number between 1 and 1000, but was '0'")
                .hasMessageContaining("PRODUCERS_REGISTRY_URL must be a URL")
                .hasMessageContaining("PRODUCERS_VENUES must be a list of venues, of binance,")
                .hasMessageContaining("but was 'binence': binence is none of them; did you mean binance? (environment)")
                .hasMessageContaining("PRODUCERS_BINANCE_URL must be a URL")
                .hasMessageContaining("PRODUCERS_INCLUDE must be a regular expression")
                .hasMessageContaining("PRODUCERS_TOP must be a whole number like 250, or 0 for all, but was '-1'")
                .hasMessageContaining("PRODUCERS_KINDS must be a list of spot, linear")
                .hasMessageContaining("PRODUCERS_HISTORY_START must be listing, -90d")
                .hasMessageContaining("PRODUCERS_RECHECKS must be durations like 5m,1h,24h")
                .hasMessageContaining("COINGECKO_PAGES must be a whole number between 1 and 80")
                .hasMessageContaining("PRODUCERS_MEMBRE is not a setting; did you mean PRODUCERS_MEMBER?");
    }

    private static HistoryStart history(String text) {
        return read(Map.of("PRODUCERS_HISTORY_START", text)).universe().history();
    }

    private static BaseUrls urlsOf(ProducersConfig config, String exchange) {
        return config.venues().stream().filter(venue -> venue.exchange().equals(exchange)).findFirst().orElseThrow()
                .urls();
    }

    private static ProducersConfig read(Map<String, String> environment) {
        return ProducersConfig.from(environment);
    }
}
