package io.cryptodata.simulator.venue.bybit;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.venue.VenueRequest;

/// The kinds of markets as Bybit parts them.
enum Category {
    SPOT("spot"), LINEAR("linear"), INVERSE("inverse");

    private final String word;

    Category(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static Category of(Market market) {
        if (market.isSpot()) {
            return SPOT;
        }
        return market.quote().equals(market.settle()) ? LINEAR : INVERSE;
    }

    /// The one that is asked for; linear where none is named.
    static Category of(VenueRequest asked) throws BybitRefusal {
        String asks = asked.text("category");
        for (Category category : values()) {
            if (category.word.equals(asks) || asks.isEmpty() && category == LINEAR) {
                return category;
            }
        }
        throw new BybitRefusal("params error: Category is invalid");
    }
}
