package io.cryptodata.producers.venue.kraken;

import io.cryptodata.producers.venue.ListingClientContract;
import io.cryptodata.producers.venue.ScriptedListing;
import io.cryptodata.simulator.venue.kraken.KrakenDialect;

import java.util.Map;

class KrakenClientTest extends ListingClientContract {
    /// requests are not paced here
    private static final int ENOUGH = 100;

    @Override
    protected ListedVenue open() {
        return new ScriptedListing(new KrakenDialect(ENOUGH), Map.of(),
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
