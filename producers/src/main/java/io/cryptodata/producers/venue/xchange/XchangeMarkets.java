package io.cryptodata.producers.venue.xchange;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.venue.CurrencyNames;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ListingRows;
import io.cryptodata.producers.venue.VenueListing;
import org.jspecify.annotations.Nullable;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.derivative.FuturesContract;
import org.knowm.xchange.dto.meta.InstrumentMetaData;
import org.knowm.xchange.instrument.Instrument;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// XChange's instruments as our markets. XChange has neither the venue's own name of a market nor its status: the name is
/// XChange's, as in `BTC/USD`, and a market that is listed counts as trading.
///
/// A perpetual contract is a market if it is quoted in a dollar coin, in which it is settled then, and its size is known:
/// XChange has no currency of settlement. Options, contracts that expire and all others are out of scope.
final class XchangeMarkets {
    private static final String LISTED = "listed";
    private static final Set<String> DOLLAR_COINS = Set.of("USDT", "USDC");

    private final String exchange;
    private final CurrencyNames names;

    XchangeMarkets(String exchange) {
        this.exchange = exchange;
        this.names = CurrencyNames.of(exchange, Map.of());
    }

    VenueListing listing(Map<Instrument, InstrumentMetaData> instruments) {
        return ListingRows.of(exchange, instruments.entrySet(), each -> String.valueOf(each.getKey()),
                each -> listing(each.getKey(), each.getValue()));
    }

    private Optional<Listing> listing(Instrument instrument, @Nullable InstrumentMetaData data) {
        return switch (instrument) {
            case CurrencyPair pair -> Optional.of(
                    Listing.of(names.spot(base(pair), quote(pair)), pair.toString(), true, LISTED));
            case FuturesContract contract -> contract(contract, data == null ? null : data.getContractValue());
            default -> Optional.empty();
        };
    }

    private Optional<Listing> contract(FuturesContract contract, @Nullable BigDecimal size) {
        String quote = quote(contract);
        if (!contract.isPerpetual() || !DOLLAR_COINS.contains(quote) || size == null || size.signum() <= 0) {
            return Optional.empty();
        }
        Market market = names.contract(base(contract), quote, quote);
        return Optional.of(new Listing(market, contract.toString(), true, LISTED, null, size));
    }

    private static String base(Instrument instrument) {
        return instrument.getBase().getCurrencyCode();
    }

    private static String quote(Instrument instrument) {
        return instrument.getCounter().getCurrencyCode();
    }
}
