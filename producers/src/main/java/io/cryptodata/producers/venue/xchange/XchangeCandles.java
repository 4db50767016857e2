package io.cryptodata.producers.venue.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.candle.ServedRows;
import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.venue.CandlePage;
import io.cryptodata.producers.venue.CandleRows;
import io.cryptodata.producers.venue.HourWindow;
import io.cryptodata.producers.venue.RequestNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Candles that XChange reads. A page is read at once; if XChange fails, every row is read by itself, so that a row that XChange
/// refuses affects no other. A row is kept as the venue served it.
///
/// @param <I> the interface of the requests
/// @param api the venue
/// @param format of the rows in a body
public record XchangeCandles<I>(XchangeApi<I> api, RowFormat format) {
    private static final Logger LOG = LoggerFactory.getLogger(XchangeCandles.class);

    /// A request for hours.
    ///
    /// @param code makes the request and reads all candles of a body, in the order of its rows
    /// @param baseOfOne how many units of the base one unit of the volume is
    /// @param window what of the rows was requested
    public Call<CandlePage> hours(List<Charge> charges, XchangeCode<I, List<XchangeCandle>> code, BigDecimal baseOfOne,
            HourWindow window) {
        return api.call(RequestNames.HOURLY_CANDLES, charges, code,
                (body, response) -> CandlePage.of(window.of(read(body, code, baseOfOne)), response, window.end()));
    }

    /// Reads what is requested from rows.
    @FunctionalInterface
    public interface RowsReader<T> {
        /// @throws UnreadableBody if it is not in them
        T read(ServedRows served) throws UnreadableBody;
    }

    /// A request for longer candles, of which only the times count.
    public <T> Call<T> longer(List<Charge> charges, XchangeCode<I, List<XchangeCandle>> code, RowsReader<T> reader) {
        return api.call(RequestNames.FIRST_HOUR, charges, code,
                (body, _) -> reader.read(read(body, code, BigDecimal.ONE)));
    }

    private ServedRows read(JsonNode body, XchangeCode<I, List<XchangeCandle>> code, BigDecimal baseOfOne)
            throws UnreadableBody {
        JsonNode rows = format.rows().apply(body);
        if (CandleRows.isNothing(rows) || !rows.isArray()) {
            return CandleRows.of(rows, _ -> Optional.empty());
        }
        Iterator<Optional<XchangeCandle>> page = page(body, rows.size(), code);
        JsonNode single = body.deepCopy();
        return CandleRows.of(rows, format::timeOf, row -> {
            Optional<XchangeCandle> ofPage = page.next();
            long openTime = format.openTime(row);
            XchangeCandle candle = ofPage.isPresent() ? ofPage.get() : alone(single, row, code);
            return Optional.of(new RawCandle(openTime, candle.open().toString(), candle.high().toString(),
                    candle.low().toString(), candle.close().toString(),
                    CandleRows.inBase(candle.volume().toString(), baseOfOne), Excerpts.of(row.toString())));
        });
    }

    /// The candles of all rows; each empty if one of the rows keeps XChange from reading the page.
    private Iterator<Optional<XchangeCandle>> page(JsonNode body, int rows,
            XchangeCode<I, List<XchangeCandle>> code) {
        try {
            List<XchangeCandle> candles = api.read(code, body);
            if (candles.size() == rows) {
                return candles.stream().map(Optional::of).iterator();
            }
        } catch (UnreadableBody e) {
            LOG.debug("a page is read row by row: {}", e.problem());
        }
        return Stream.generate(Optional::<XchangeCandle>empty).iterator();
    }

    /// @param body of the same form, whose rows are replaced by this one
    private XchangeCandle alone(JsonNode body, JsonNode row, XchangeCode<I, List<XchangeCandle>> code)
            throws UnreadableBody {
        ((ArrayNode) format.rows().apply(body)).removeAll().add(row);
        List<XchangeCandle> candles = api.read(code, body);
        if (candles.size() != 1) {
            throw new UnreadableBody("expected one candle of a row, but XChange reads " + candles.size());
        }
        return candles.getFirst();
    }
}
