package io.cryptodata.simulator.coingecko;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.simulator.market.SeededRandom;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// CoinGecko's response bodies, with null fields about as often as in recorded ones.
final class CoinBodies {
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);
    private static final MathContext EIGHT_DIGITS = new MathContext(8);
    /// numbers of single coins: too rare for a share of all coins
    private static final int WITHOUT_RANK = 777;
    private static final int WITHOUT_EXTREMES = 888;
    private static final int WITHOUT_PRICE = 999;
    private static final double MAX_SUPPLY_NULL = 0.45;
    private static final double ROI_NULL = 0.895;
    private static final double CHANGES_NULL = 0.013;
    private static final double RANGE_NULL = 0.005;
    private static final double DILUTED_NULL = 0.04;
    private static final double DATES_SHIFTED = 0.15;

    private CoinBodies() {}

    /// An error in the envelope that newer endpoints use.
    static String status(int code, String message, Instant now) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("status").put("timestamp", MILLIS.format(now)).put("error_code", code)
                .put("error_message", message);
        return body.toString();
    }

    /// An error as a single field.
    static String error(String message) {
        return JsonNodeFactory.instance.objectNode().put("error", message).toString();
    }

    static String ping() {
        return "{\"gecko_says\":\"(V3) To the Moon!\"}";
    }

    /// @param firstRank rank of the first coin of the page
    static String markets(List<SeededCoin> page, int firstRank, long slot) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode(page.size());
        boolean datesShifted = datesShifted(slot);
        for (int i = 0; i < page.size(); i++) {
            rows.add(row(page.get(i), firstRank + i, slot, datesShifted));
        }
        return rows.toString();
    }

    private static ObjectNode row(SeededCoin coin, int rank, long slot, boolean datesShifted) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        boolean changes = coin.chance(50) >= CHANGES_NULL;
        boolean range = coin.chance(51) >= RANGE_NULL;
        boolean extremes = coin.number() != WITHOUT_EXTREMES;
        double price = coin.price(slot);
        double yesterday = coin.price(slot - 96);
        Instant now = SeededCoin.startOf(slot);
        row.put("id", coin.id()).put("symbol", coin.symbol()).put("name", coin.name())
                .put("image", "https://example.invalid/coins/" + coin.number() + ".png");
        row.put("current_price", number(coin.number() != WITHOUT_PRICE, price))
                .put("market_cap", number(true, Math.rint(coin.marketCap(slot))))
                .put("market_cap_rank", coin.number() == WITHOUT_RANK ? null : Integer.valueOf(rank))
                .put("fully_diluted_valuation",
                        number(coin.chance(52) >= DILUTED_NULL, Math.rint(coin.marketCap(slot) * dilution(coin))))
                .put("total_volume", number(true, Math.rint(coin.volume(slot))))
                .put("high_24h", number(range, Math.max(price, yesterday) * 1.01))
                .put("low_24h", number(range, Math.min(price, yesterday) * 0.99))
                .put("price_change_24h", number(changes, price - yesterday))
                .put("price_change_percentage_24h", number(changes, (price / yesterday - 1) * 100))
                .put("market_cap_change_24h", number(changes, (price - yesterday) * coin.supply()))
                .put("market_cap_change_percentage_24h", number(changes, (price / yesterday - 1) * 100))
                .put("circulating_supply", number(true, coin.supply()))
                .put("total_supply", number(true, coin.supply() * dilution(coin)))
                .put("max_supply", number(coin.chance(53) >= MAX_SUPPLY_NULL, coin.supply() * dilution(coin)))
                .put("ath", number(extremes, coin.ath()))
                .put("ath_change_percentage", number(extremes, (price / coin.ath() - 1) * 100))
                .put("ath_date", extremes ? date(coin.athDate(now), datesShifted) : null)
                .put("atl", number(extremes, coin.atl()))
                .put("atl_change_percentage", number(extremes, (price / coin.atl() - 1) * 100))
                .put("atl_date", extremes ? date(coin.atlDate(now), datesShifted) : null);
        if (coin.chance(54) < ROI_NULL) {
            row.putNull("roi");
        } else {
            row.putObject("roi").put("times", 1.5).put("currency", "usd").put("percentage", 150.0);
        }
        return row.put("last_updated", MILLIS.format(coin.lastUpdated(slot)));
    }

    private static double dilution(SeededCoin coin) {
        return 1 + coin.chance(55);
    }

    /// CoinGecko serves eight significant digits, and tiny numbers in scientific notation.
    private static @Nullable BigDecimal number(boolean present, double value) {
        return present ? new BigDecimal(value).round(EIGHT_DIGITS).stripTrailingZeros() : null;
    }

    private static String date(Instant date, boolean shifted) {
        return MILLIS.format(shifted ? date.minus(Duration.ofHours(8)).truncatedTo(ChronoUnit.SECONDS) : date);
    }

    /// On some days all dates are eight hours earlier and without milliseconds, as observed in 2026.
    private static boolean datesShifted(long slot) {
        return new SeededRandom(8).at(Math.floorDiv(slot, 96)) < DATES_SHIFTED;
    }
}
