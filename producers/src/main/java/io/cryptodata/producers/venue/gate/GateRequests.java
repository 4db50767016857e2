package io.cryptodata.producers.venue.gate;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// The candles of Gate.io's API v4, declared as XChange declares requests. XChange's own request is one to API v2, whose rows
/// have one volume, without a unit, and are about a number of hours before now.
///
/// [Spot](https://www.gate.com/docs/developers/apiv4/en/#market-candlesticks)
/// [Contracts](https://www.gate.com/docs/developers/apiv4/en/#get-futures-candlesticks)
@Path("/api/v4")
@Produces(MediaType.APPLICATION_JSON)
interface GateRequests {
    /// Rows of open time, turnover, closing, highest, lowest and opening price, and volume in units of the base.
    ///
    /// @param from in seconds, with `to`; null with `limit`
    /// @param to in seconds, inclusive
    @GET
    @Path("/spot/candlesticks")
    List<List<String>> spot(@QueryParam("currency_pair") String pair, @QueryParam("interval") String interval,
            @QueryParam("from") @Nullable Long from, @QueryParam("to") @Nullable Long to,
            @QueryParam("limit") @Nullable Integer limit) throws IOException;

    /// Rows with the prices `o`, `h`, `l` and `c` and the volume `v` in contracts.
    ///
    /// @param settle the settlement currency in lower case
    @GET
    @Path("/futures/{settle}/candlesticks")
    List<Map<String, BigDecimal>> contracts(@PathParam("settle") String settle, @QueryParam("contract") String contract,
            @QueryParam("interval") String interval, @QueryParam("from") @Nullable Long from,
            @QueryParam("to") @Nullable Long to, @QueryParam("limit") @Nullable Integer limit) throws IOException;
}
