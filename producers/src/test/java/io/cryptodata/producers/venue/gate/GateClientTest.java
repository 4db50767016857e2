package io.cryptodata.producers.venue.gate;

import io.cryptodata.producers.venue.ExchangeClientContract;
import io.cryptodata.producers.venue.ScriptedExchange;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.gate.GateDialect;

import java.util.Map;

class GateClientTest extends ExchangeClientContract {

    @Override
    protected VenueUnderTest open() {
        return new ScriptedExchange(new GateDialect(), "NO_NE", Map.of(Problem.TOO_MANY_REQUESTS_WITHOUT_A_TIME,
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
