package io.cryptodata.producers.venue.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.candle.ServedRows;
import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.http.JsonApi;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.venue.CandlePage;
import io.cryptodata.producers.venue.FirstHours;
import io.cryptodata.producers.venue.HourWindow;
import io.cryptodata.producers.venue.xchange.RowFormat;
import io.cryptodata.producers.venue.xchange.XchangeApi;
import io.cryptodata.producers.venue.xchange.XchangeCandle;
import io.cryptodata.producers.venue.xchange.XchangeCandles;
import io.cryptodata.producers.venue.xchange.XchangeCode;
import org.jspecify.annotations.Nullable;
import org.knowm.xchange.kraken.Kraken;
import org.knowm.xchange.kraken.dto.marketdata.KrakenOHLC;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Kraken's candles. Whatever is requested, at most the newest 720 candles of an interval that have ended are served, and the
/// one in progress: hours of the last thirty days, days of the last two years.
///
/// [OHLC](https://docs.kraken.com/api/docs/rest-api/get-ohlc-data)
final class KrakenCandles {
    /// how many candles of an interval are served
    static final int MAX_ROWS = 720;
    private static final int VOLUME = 6;
    private static final int HOUR = 60;
    private static final int DAY = 1440;
    /// from short to long, in minutes: weeks cover fourteen years, fifteen days twenty-nine
    private static final List<Integer> LONGER = List.of(10_080, 21_600);

    private final XchangeCandles<Kraken> candles;
    private final List<Charge> charges;

    KrakenCandles(JsonApi json, URI address, List<Charge> charges) {
        this.candles = new XchangeCandles<>(new XchangeApi<>(Kraken.class, address, json),
                RowFormat.ofArrays(KrakenCandles::rows, VOLUME));
        this.charges = charges;
    }

    /// The hours of a window that Kraken still serves. Without an end, all from the first hour on are served; those after the
    /// window are dropped.
    Call<CandlePage> hours(String symbol, HourWindow window) {
        return candles.hours(charges, request(symbol, HOUR, window.from().getEpochSecond() - 1), BigDecimal.ONE,
                window);
    }

    /// The first day, where days are still served from it on; else the first of the shortest intervals of which all candles
    /// are.
    Call<Optional<Instant>> firstHour(String symbol) {
        return firstOf(symbol, DAY, LONGER);
    }

    /// @param time of the oldest candle; empty if there is none
    /// @param isFirst whether no older ones can be missing
    private record Oldest(Optional<Instant> time, boolean isFirst) {
        static Oldest of(ServedRows served) throws UnreadableBody {
            return new Oldest(FirstHours.oldest(served), served.count() < MAX_ROWS);
        }
    }

    private Call<Optional<Instant>> firstOf(String symbol, int interval, List<Integer> longer) {
        return candles.longer(charges, request(symbol, interval, null), Oldest::of)
                .then(oldest -> oldest.isFirst() || longer.isEmpty()
                        ? Call.value(oldest.time())
                        : firstOf(symbol, longer.getFirst(), longer.subList(1, longer.size())));
    }

    /// @param since in seconds, exclusive; null for all
    private static XchangeCode<Kraken, List<XchangeCandle>> request(String symbol, int interval,
            @Nullable Long since) {
        return kraken -> kraken.getOHLC(symbol, interval, since).getResult().getOHLCs().stream()
                .map(KrakenCandles::candle).toList();
    }

    private static XchangeCandle candle(KrakenOHLC row) {
        return new XchangeCandle(row.getOpen(), row.getHigh(), row.getLow(), row.getClose(), row.getVolume());
    }

    /// The array beside `last`, under the name of the market.
    private static JsonNode rows(JsonNode body) {
        JsonNode result = body.path("result");
        return result.valueStream().filter(JsonNode::isArray).findFirst().orElse(result);
    }
}
