package io.cryptodata.producers.venue.gate;

import io.cryptodata.producers.venue.ListingClientContract;
import io.cryptodata.producers.venue.ScriptedListing;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.gate.GateDialect;

import java.util.Map;

class GateClientTest extends ListingClientContract {

    @Override
    protected ListedVenue open() {
        return new ScriptedListing(new GateDialect(),
                Map.of(Problem.TOO_MANY_REQUESTS_WITHOUT_A_TIME,
                        Fault.Response.json(200, "{\"label\":\"TOO_FAST\",\"message\":\"\"}")),
                GateClient::new) {
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
