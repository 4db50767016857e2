package io.cryptodata.producers.venue.kraken;

import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.ListingClientContract;
import io.cryptodata.producers.venue.ScriptedListing;
import io.cryptodata.simulator.venue.kraken.KrakenDialect;

import java.util.Map;

class KrakenClientTest extends ListingClientContract {
    /// nobody paces the requests here
    private static final int ENOUGH = 100;

    @Override
    protected ListedVenue open() {
        return new ScriptedListing(new KrakenDialect(ENOUGH), Map.of(),
                (http, url) -> new KrakenClient(http, BaseUrls.at(url))) {
            @Override
            public boolean listsContracts() {
                return false;
            }

            @Override
            public boolean saysHowLongToSlowDown() {
                return false;
            }

            @Override
            public boolean saysHowLongABanLasts() {
                return false;
            }
        };
    }
}
