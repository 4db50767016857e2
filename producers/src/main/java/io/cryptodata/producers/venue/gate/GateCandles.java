package io.cryptodata.producers.venue.gate;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.http.JsonApi;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.CandlePage;
import io.cryptodata.producers.venue.FirstHours;
import io.cryptodata.producers.venue.HourWindow;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.xchange.RowFormat;
import io.cryptodata.producers.venue.xchange.XchangeApi;
import io.cryptodata.producers.venue.xchange.XchangeCandle;
import io.cryptodata.producers.venue.xchange.XchangeCandles;
import io.cryptodata.producers.venue.xchange.XchangeCode;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Gate.io's candles, of spot markets and of contracts that are settled in USDT. A page is requested with both ends, which are
/// inclusive, and without a limit, which Gate.io refuses beside them.
final class GateCandles {
    private static final String HOURS = "1h";
    private static final String DAYS = "1d";
    private static final String MONTHS = "30d";
    /// all months there are
    private static final int ALL = 1000;
    private static final int VOLUME = 6;

    private final XchangeCandles<GateRequests> spot;
    private final XchangeCandles<GateRequests> contracts;

    GateCandles(JsonApi json, BaseUrls urls) {
        XchangeApi<GateRequests> api = new XchangeApi<>(GateRequests.class, urls.main(), json);
        this.spot = new XchangeCandles<>(api, RowFormat.ofArrays(UnaryOperator.identity(), VOLUME));
        this.contracts = new XchangeCandles<>(api, RowFormat.ofObjects(UnaryOperator.identity(), "t"));
    }

    Call<CandlePage> hours(Listing listing, HourWindow window) {
        Market market = listing.market();
        return of(market).hours(GateApi.candleCharges(market),
                request(listing, HOURS, Part.of(window.from(), window.end())), listing.contractSize(), window);
    }

    /// Months, then the days of the first one.
    Call<Optional<Instant>> firstHour(Listing listing) {
        XchangeCandles<GateRequests> candles = of(listing.market());
        Call<Optional<Instant>> month = candles.longer(GateApi.candleCharges(listing.market()),
                request(listing, MONTHS, new Part(null, null, ALL)), FirstHours::oldest);
        return FirstHours.firstDay(month, (from, to) -> candles.longer(GateApi.candleCharges(listing.market()),
                request(listing, DAYS, Part.of(from, to)), served -> served));
    }

    private XchangeCandles<GateRequests> of(Market market) {
        return market.isSpot() ? spot : contracts;
    }

    /// What is requested of a market's candles: those between two seconds, both inclusive, or the newest ones.
    private record Part(@Nullable Long from, @Nullable Long to, @Nullable Integer limit) {
        /// @param end exclusive
        static Part of(Instant from, Instant end) {
            return new Part(from.getEpochSecond(), end.getEpochSecond() - 1, null);
        }
    }

    private static XchangeCode<GateRequests, List<XchangeCandle>> request(Listing listing, String interval, Part part) {
        String symbol = listing.venueSymbol();
        if (listing.market().isSpot()) {
            return gate -> gate.spot(symbol, interval, part.from, part.to, part.limit).stream()
                    .map(GateCandles::candle).toList();
        }
        String settle = String.valueOf(listing.market().settle()).toLowerCase(Locale.ROOT);
        return gate -> gate.contracts(settle, symbol, interval, part.from, part.to, part.limit).stream()
                .map(GateCandles::candle).toList();
    }

    private static XchangeCandle candle(List<String> row) {
        return new XchangeCandle(new BigDecimal(row.get(5)), new BigDecimal(row.get(3)), new BigDecimal(row.get(4)),
                new BigDecimal(row.get(2)), new BigDecimal(row.get(VOLUME)));
    }

    private static XchangeCandle candle(Map<String, BigDecimal> row) {
        return new XchangeCandle(value(row, "o"), value(row, "h"), value(row, "l"), value(row, "c"), value(row, "v"));
    }

    private static BigDecimal value(Map<String, BigDecimal> row, String field) {
        BigDecimal value = row.get(field);
        if (value == null) {
            throw new IllegalArgumentException("no number under " + field);
        }
        return value;
    }
}
