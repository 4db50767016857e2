package io.cryptodata.producers.venue.kucoin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.knowm.xchange.kucoin.dto.response.KucoinResponse;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/// The candles of KuCoin's contracts, declared as XChange declares requests: it has none for them.
///
/// [Candles](https://www.kucoin.com/docs-new/rest/futures-trading/market-data/get-klines)
@Path("/api/v1/kline")
@Produces(MediaType.APPLICATION_JSON)
interface KucoinContracts {
    /// Rows of open time, opening, highest, lowest and closing price, contracts and turnover.
    ///
    /// @param minutes the length of a candle
    /// @param from in milliseconds
    /// @param to in milliseconds
    @GET
    @Path("/query")
    KucoinResponse<List<List<BigDecimal>>> getKlines(@QueryParam("symbol") String symbol,
            @QueryParam("granularity") int minutes, @QueryParam("from") long from, @QueryParam("to") long to)
            throws IOException;
}
