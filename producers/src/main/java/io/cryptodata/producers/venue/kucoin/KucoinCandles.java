package io.cryptodata.producers.venue.kucoin;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.kucoin.dto.KlineIntervalType;
import org.knowm.xchange.kucoin.dto.response.KucoinKline;
import org.knowm.xchange.kucoin.service.HistoryAPI;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// KuCoin's candles. Of more rows than fit on a page either end may be cut off, so that a page is requested with both ends and
/// has room for one row more.
///
/// [Spot](https://www.kucoin.com/docs-new/rest/spot-trading/market-data/get-klines)
final class KucoinCandles {
    private static final int LAST_COLUMN = 6;
    private static final int HOUR = 60;
    private static final int DAY = 1440;
    private static final int WEEK = 10_080;
    private static final String MONTHS = "1month";
    /// when KuCoin had no contracts yet
    private static final Instant BEFORE_CONTRACTS = Instant.parse("2019-01-07T00:00:00Z");
    /// of weeks, in one request
    private static final Duration PART = Duration.ofDays(7L * (KucoinApi.FUTURES.maxRows() - 1));

    private final XchangeCandles<HistoryAPI> spot;
    private final XchangeCandles<KucoinContracts> contracts;

    KucoinCandles(JsonApi json, BaseUrls urls) {
        this.spot = new XchangeCandles<>(new XchangeApi<>(HistoryAPI.class, KucoinApi.SPOT.host(urls), json),
                RowFormat.ofArrays(KucoinCandles::rows, LAST_COLUMN));
        this.contracts = new XchangeCandles<>(
                new XchangeApi<>(KucoinContracts.class, KucoinApi.FUTURES.host(urls), json),
                RowFormat.ofArrays(KucoinCandles::rows, LAST_COLUMN - 1));
    }

    private static JsonNode rows(JsonNode body) {
        return body.path("data");
    }

    Call<CandlePage> hours(Listing listing, HourWindow window) {
        return listing.market().isSpot()
                ? spot.hours(KucoinApi.CANDLE_CHARGES, spot(listing, KlineIntervalType.hour1.code(), window.from(),
                        window.end()), BigDecimal.ONE, window)
                : contracts.hours(KucoinApi.CANDLE_CHARGES, contracts(listing, HOUR, window.from(), window.end()),
                        listing.contractSize(), window);
    }

    /// Months, weeks of contracts, and the days of the first one.
    Call<Optional<Instant>> firstHour(Listing listing, Instant now) {
        if (listing.market().isSpot()) {
            Call<Optional<Instant>> month = spot.longer(KucoinApi.CANDLE_CHARGES, spot(listing, MONTHS, null, null),
                    FirstHours::oldest);
            return FirstHours.firstDay(month, (from, to) -> spot.longer(KucoinApi.CANDLE_CHARGES,
                    spot(listing, KlineIntervalType.day1.code(), from, to), served -> served));
        }
        return FirstHours.firstDay(oldestWeek(listing, BEFORE_CONTRACTS, now),
                (from, to) -> contracts.longer(KucoinApi.CANDLE_CHARGES, contracts(listing, DAY, from, to),
                        served -> served));
    }

    /// As many weeks as fit on a page, then the following ones.
    private Call<Optional<Instant>> oldestWeek(Listing listing, Instant from, Instant now) {
        Instant to = from.plus(PART);
        return contracts.longer(KucoinApi.CANDLE_CHARGES, contracts(listing, WEEK, from, to), FirstHours::oldest)
                .then(found -> found.isPresent() || to.isAfter(now)
                        ? Call.value(found)
                        : oldestWeek(listing, to, now));
    }

    private static XchangeCode<HistoryAPI, List<XchangeCandle>> spot(Listing listing, String interval,
            @Nullable Instant from, @Nullable Instant end) {
        CurrencyPair pair = new CurrencyPair(listing.market().base(), listing.market().quote());
        Long startAt = from == null ? null : from.getEpochSecond();
        Long endAt = end == null ? null : end.getEpochSecond();
        return history -> history.getKlines(listing.venueSymbol(), startAt, endAt, interval).getData().stream()
                .map(row -> candle(pair, row)).toList();
    }

    /// The open time is that of the served row: XChange refuses a page with one that is not a whole number.
    private static XchangeCandle candle(CurrencyPair pair, Object[] row) {
        row[0] = 0;
        return candle(new KucoinKline(pair, KlineIntervalType.hour1, row));
    }

    private static XchangeCandle candle(KucoinKline row) {
        return new XchangeCandle(row.getOpen(), row.getHigh(), row.getLow(), row.getClose(), row.getVolume());
    }

    private static XchangeCode<KucoinContracts, List<XchangeCandle>> contracts(Listing listing, int minutes,
            Instant from, Instant end) {
        return klines -> klines.getKlines(listing.venueSymbol(), minutes, from.toEpochMilli(), end.toEpochMilli() - 1)
                .getData().stream().map(KucoinCandles::candle).toList();
    }

    private static XchangeCandle candle(List<BigDecimal> row) {
        return new XchangeCandle(row.get(1), row.get(2), row.get(3), row.get(4), row.get(5));
    }
}
