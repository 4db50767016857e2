package io.cryptodata.simulator.venue.bybit;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.venue.InvalidRequestException;
import io.cryptodata.simulator.venue.VenueRequest;

/// Bybit's categories of markets.
enum Category {
    SPOT("spot"), LINEAR("linear"), INVERSE("inverse"),
    /// listed without any market
    OPTION("option");

    private final String parameter;

    Category(String parameter) {
        this.parameter = parameter;
    }

    /// The value of the parameter `category`.
    String parameter() {
        return parameter;
    }

    static Category of(Market market) {
        if (market.isSpot()) {
            return SPOT;
        }
        return market.quote().equals(market.settle()) ? LINEAR : INVERSE;
    }

    /// The category of a request; linear by default.
    static Category of(VenueRequest request) throws InvalidRequestException {
        String requested = request.text("category");
        for (Category category : values()) {
            if (category.parameter.equals(requested) || requested.isEmpty() && category == LINEAR) {
                return category;
            }
        }
        throw BybitDialect.invalid("params error: Category is invalid");
    }
}
