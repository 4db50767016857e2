package io.cryptodata.producers.coingecko;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.http.JsonBody;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Bodies as CoinGecko once sent them, read where they lie beside the repository.
class RecordedCoinGeckoTest {
    private static final Path RECORDED = Path.of(System.getProperty("repository.root", "."), "..", "shared", "data",
            "recorded");
    /// what we keep of a row, by CoinGecko's name of it
    private static final Map<String, Function<Coin, @Nullable Object>> FIELDS = fields();

    @Test
    void every_row_of_every_recorded_page_is_read_and_exactly_its_nulls_are_null() throws Exception {
        List<Path> files = pages();
        assertThat(files).hasSizeGreaterThanOrEqualTo(24);
        for (Path file : files) {
            JsonNode body = JsonBody.tree(text(file));
            CoinPage page = CoinGeckoPayloads.page(body);
            assertThat(page.coins()).as("%s", file).hasSize(body.size());
            assertThat(page.refused() + page.oddNumbers()).as("%s", file).isZero();
            assertThat(nullsOf(page)).as("%s", file).isEqualTo(nullsOf(body));
        }
    }

    @Test
    void the_ids_of_a_page_are_unique_and_its_symbols_are_not() throws Exception {
        int withRepeatedSymbols = 0;
        TreeSet<String> everSeen = new TreeSet<>();
        for (Path file : history()) {
            CoinPage page = CoinGeckoPayloads.page(JsonBody.tree(text(file)));
            assertThat(page.distinct()).as("%s", file).isEqualTo(250);
            long symbols = page.coins().stream().map(Coin::symbol).distinct().count();
            withRepeatedSymbols += symbols < 250 ? 1 : 0;
            page.coins().forEach(coin -> everSeen.add(coin.id()));
        }
        assertThat(withRepeatedSymbols).isGreaterThan(10);
        assertThat(everSeen).hasSizeGreaterThan(300);
    }

    @Test
    void the_date_of_the_all_time_high_moves_by_hours() throws Exception {
        TreeSet<Instant> dates = new TreeSet<>();
        for (Path file : history()) {
            CoinGeckoPayloads.page(JsonBody.tree(text(file))).coins().stream()
                    .filter(coin -> coin.id().equals("bitcoin"))
                    .forEach(coin -> dates.add(Objects.requireNonNull(coin.extremes().athDate())));
        }
        assertThat(dates).containsExactly(Instant.parse("2025-10-06T10:57:42Z"),
                Instant.parse("2025-10-06T18:57:42.558Z"));
    }

    @Test
    void the_recorded_error_is_a_request_to_slow_down() throws Exception {
        Path file = RECORDED.resolve("errors/coingecko.429.json");
        assumeTrue(Files.exists(file), "skipped: " + file + " is missing");
        assertThat(CoinGeckoPayloads.problem(JsonBody.tree(text(file))))
                .hasValueSatisfying(problem -> assertThat(problem.code()).isEqualTo(429));
    }

    private static Map<String, Long> nullsOf(CoinPage page) {
        Map<String, Long> nulls = new TreeMap<>();
        FIELDS.forEach((name, field) -> nulls.put(name,
                page.coins().stream().filter(coin -> field.apply(coin) == null).count()));
        return nulls;
    }

    private static Map<String, Long> nullsOf(JsonNode body) {
        Map<String, Long> nulls = new TreeMap<>();
        FIELDS.keySet().forEach(name -> {
            long count = 0;
            for (JsonNode row : body) {
                count += row.path(name).isNull() || row.path(name).isMissingNode() ? 1 : 0;
            }
            nulls.put(name, count);
        });
        return nulls;
    }

    private static Map<String, Function<Coin, @Nullable Object>> fields() {
        Map<String, Function<Coin, @Nullable Object>> all = new TreeMap<>();
        all.put("current_price", Coin::price);
        all.put("market_cap", Coin::marketCap);
        all.put("market_cap_rank", Coin::marketCapRank);
        all.put("fully_diluted_valuation", Coin::dilutedValuation);
        all.put("total_volume", Coin::volumeUsd);
        all.put("high_24h", Coin::high24h);
        all.put("low_24h", Coin::low24h);
        all.put("circulating_supply", coin -> coin.supply().circulating());
        all.put("total_supply", coin -> coin.supply().total());
        all.put("max_supply", coin -> coin.supply().max());
        all.put("ath", coin -> coin.extremes().ath());
        all.put("ath_date", coin -> coin.extremes().athDate());
        all.put("atl", coin -> coin.extremes().atl());
        all.put("atl_date", coin -> coin.extremes().atlDate());
        all.put("last_updated", Coin::lastUpdated);
        return all;
    }

    private static List<Path> history() {
        List<Path> files = in("page1_history");
        assertThat(files).hasSizeGreaterThan(15);
        return files;
    }

    private static List<Path> pages() {
        List<Path> files = new ArrayList<>(in("page1_history"));
        in("").stream().filter(file -> file.getFileName().toString().startsWith("coins_markets_"))
                .forEach(files::add);
        return files;
    }

    private static List<Path> in(String folder) {
        Path path = RECORDED.resolve("coingecko").resolve(folder);
        assumeTrue(Files.exists(path), "skipped: " + path + " is missing");
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
