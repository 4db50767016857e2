package io.cryptodata.producers.venue.xchange;

import org.knowm.xchange.Exchange;
import org.knowm.xchange.binance.BinanceExchange;
import org.knowm.xchange.binance.dto.marketdata.KlineInterval;
import org.knowm.xchange.binance.service.BinanceMarketDataService;
import org.knowm.xchange.bitget.BitgetExchange;
import org.knowm.xchange.bybit.BybitExchange;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.meta.InstrumentMetaData;
import org.knowm.xchange.gateio.GateioExchange;
import org.knowm.xchange.instrument.Instrument;
import org.knowm.xchange.kraken.KrakenExchange;
import org.knowm.xchange.kraken.service.KrakenMarketDataService;
import org.knowm.xchange.kucoin.KucoinAdapters;
import org.knowm.xchange.kucoin.KucoinExchange;
import org.knowm.xchange.kucoin.KucoinMarketDataService;
import org.knowm.xchange.kucoin.dto.KlineIntervalType;
import org.knowm.xchange.okex.OkexAdapters;
import org.knowm.xchange.okex.OkexExchange;
import org.knowm.xchange.okex.service.OkexMarketDataService;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The venues of which XChange has an opinion of its own, with its own REST layer.
enum SecondOpinion {
    BINANCE("binance", BinanceExchange.class, (exchange, pair, from, to) -> market(exchange,
            BinanceMarketDataService.class)
            .klines(pair, KlineInterval.h1, 500, from.toEpochMilli(), to.toEpochMilli() - 1).stream()
            .map(one -> new Hour(one.getOpenTime(), one.getOpen(), one.getHigh(), one.getLow(), one.getClose(),
                    one.getVolume()))
            .toList()),

    BYBIT("bybit", BybitExchange.class),

    /// `getCandleStickData` has no period of an hour
    OKX("okx", OkexExchange.class, (exchange, pair, from, to) -> market(exchange, OkexMarketDataService.class)
            .getHistoryCandle(OkexAdapters.adaptInstrument(pair), Long.toString(to.toEpochMilli()),
                    Long.toString(from.toEpochMilli() - 1), "1H", "100")
            .getData().stream().map(one -> new Hour(one.getTimestamp(), new BigDecimal(one.getOpenPrice()),
                    new BigDecimal(one.getHighPrice()), new BigDecimal(one.getLowPrice()),
                    new BigDecimal(one.getClosePrice()), new BigDecimal(one.getVolume())))
            .toList()),

    BITGET("bitget", BitgetExchange.class),

    KRAKEN("kraken", KrakenExchange.class, (exchange, pair, from, to) -> market(exchange,
            KrakenMarketDataService.class).getKrakenOHLC(pair, 60, from.getEpochSecond() - 1).getOHLCs().stream()
            .map(one -> new Hour(one.getTime() * 1000, one.getOpen(), one.getHigh(), one.getLow(), one.getClose(),
                    one.getVolume()))
            .toList()),

    KUCOIN("kucoin", KucoinExchange.class, (exchange, pair, from, to) -> market(exchange,
            KucoinMarketDataService.class).getKucoinKlines(pair, from.getEpochSecond(), to.getEpochSecond(),
                    KlineIntervalType.hour1)
            .stream().map(one -> new Hour(one.getTime() * 1000, one.getOpen(), one.getHigh(), one.getLow(),
                    one.getClose(), one.getVolume()))
            .toList()) {
        // the exchange's own listing requests /api/v1/symbols and /api/v1/currencies, which KuCoin has deprecated; the
        // simulated venue has their successors only
        @Override
        Map<Instrument, InstrumentMetaData> instruments(Exchange opened) throws IOException {
            return KucoinAdapters.adaptMetadata(opened.getExchangeMetaData(), List.of(),
                    market(opened, KucoinMarketDataService.class).getKucoinSymbolsV2(), null).getInstruments();
        }
    },

    /// of the module `xchange-gateio-v4`; `xchange-gateio` requests an API that the venue has replaced
    GATE("gate", GateioExchange.class);

    private final String exchange;
    private final Class<? extends Exchange> type;
    private final Candles candles;

    /// A venue of which XChange has no candles.
    SecondOpinion(String exchange, Class<? extends Exchange> type) {
        this(exchange, type, (_, _, _, _) -> {
            throw new UnsupportedOperationException("XChange has no candles of " + exchange);
        });
    }

    SecondOpinion(String exchange, Class<? extends Exchange> type, Candles candles) {
        this.exchange = exchange;
        this.type = type;
        this.candles = candles;
    }

    /// An hour, with the volume as XChange reports it.
    record Hour(long openTime, BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal close,
            BigDecimal volume) {}

    /// Requests the hours from `from` to `to`, both full hours, the last one exclusive.
    @FunctionalInterface
    interface Candles {
        List<Hour> request(Exchange exchange, CurrencyPair pair, Instant from, Instant to) throws IOException;
    }

    /// Our name of the venue.
    String exchange() {
        return exchange;
    }

    XchangeVenue venue() throws ReflectiveOperationException {
        return XchangeVenue.of(exchange, type).orElseThrow();
    }

    /// The instruments that the venue reports to XChange.
    Map<Instrument, InstrumentMetaData> instruments(Exchange opened) throws IOException {
        opened.remoteInit();
        return XchangeVenue.instruments(opened);
    }

    List<Hour> hours(Exchange opened, CurrencyPair pair, Instant from, Duration length) throws IOException {
        return candles.request(opened, pair, from, from.plus(length));
    }

    static <S> S market(Exchange exchange, Class<S> service) {
        return service.cast(exchange.getMarketDataService());
    }
}
