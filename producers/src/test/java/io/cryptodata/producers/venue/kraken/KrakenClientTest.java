package io.cryptodata.producers.venue.kraken;

import io.cryptodata.producers.venue.ExchangeClientContract;
import io.cryptodata.producers.venue.ScriptedExchange;
import io.cryptodata.simulator.venue.kraken.KrakenDialect;

import java.util.Map;

class KrakenClientTest extends ExchangeClientContract {
    /// requests are not paced here
    private static final int ENOUGH = 100;

    @Override
    protected VenueUnderTest open() {
        return new ScriptedExchange(new KrakenDialect(ENOUGH), "NONE", Map.of(),
                KrakenClient::new) {
            @Override
            public boolean listsContracts() {
                return false;
            }

            @Override
            public boolean reportsSlowDownTime() {
                return false;
            }

            @Override
            public boolean reportsBanTime() {
                return false;
            }
        };
    }
}
