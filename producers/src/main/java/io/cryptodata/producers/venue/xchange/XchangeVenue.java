package io.cryptodata.producers.venue.xchange;

import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.ListingClient;
import io.cryptodata.producers.venue.VenueContext;
import org.knowm.xchange.BaseExchange;
import org.knowm.xchange.Exchange;
import org.knowm.xchange.ExchangeFactory;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.dto.meta.ExchangeMetaData;
import org.knowm.xchange.dto.meta.InstrumentMetaData;
import org.knowm.xchange.instrument.Instrument;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A venue that XChange lists.
///
/// @param exchange its id: the name of XChange's class without `Exchange`, in lower case, as in `bitstamp`
/// @param type XChange's class
/// @param url the address of its API unless configured otherwise
public record XchangeVenue(String exchange, Class<? extends Exchange> type, URI url) {
    /// The venue of a class that requests the venue's instruments; empty for one whose instruments come from a file in
    /// XChange's jar, and for one without an address.
    ///
    /// @throws ReflectiveOperationException if the class cannot be used
    static Optional<XchangeVenue> of(String exchange, Class<? extends Exchange> type)
            throws ReflectiveOperationException {
        if (type.getMethod("remoteInit").getDeclaringClass() == BaseExchange.class) {
            return Optional.empty();
        }
        ExchangeSpecification standard = type.getConstructor().newInstance().getDefaultExchangeSpecification();
        String address = standard.getSslUri() == null ? standard.getPlainTextUri() : standard.getSslUri();
        return Optional.ofNullable(address).map(text -> new XchangeVenue(exchange, type, URI.create(text)));
    }

    public BaseUrls urls() {
        return BaseUrls.at(url);
    }

    /// A client of its listing.
    public ListingClient client(VenueContext context) {
        return new XchangeListingClient(this, context);
    }

    /// XChange's exchange at this address, which has requested nothing yet and has no instruments: those of the file in
    /// XChange's jar are removed, because some of its classes add to them.
    Exchange open(URI address) {
        Exchange exchange = ExchangeFactory.INSTANCE.createExchangeWithoutSpecification(type);
        ExchangeSpecification specification = exchange.getDefaultExchangeSpecification();
        specification.setSslUri(address.toString());
        specification.setPlainTextUri(address.toString());
        specification.setHost(address.getHost());
        specification.setShouldLoadRemoteMetaData(false);
        exchange.applySpecification(specification);
        instruments(exchange).clear();
        return exchange;
    }

    /// The instruments that the venue at this address reports to XChange.
    Map<Instrument, InstrumentMetaData> instruments(URI address) throws IOException {
        Exchange exchange = open(address);
        exchange.remoteInit();
        return instruments(exchange);
    }

    static Map<Instrument, InstrumentMetaData> instruments(Exchange exchange) {
        ExchangeMetaData data = exchange.getExchangeMetaData();
        return data == null || data.getInstruments() == null ? new HashMap<>() : data.getInstruments();
    }
}
