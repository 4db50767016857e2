package io.cryptodata.producers.venue.kucoin;

import io.cryptodata.producers.venue.ExchangeClientContract;
import io.cryptodata.producers.venue.ScriptedExchange;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.kucoin.KucoinDialect;

import java.util.Map;

class KucoinClientTest extends ExchangeClientContract {

    @Override
    protected VenueUnderTest open() {
        return new ScriptedExchange(new KucoinDialect(), "NO-NE", Map.of(Problem.TOO_MANY_REQUESTS_WITHOUT_A_TIME,
                Fault.Response.json(200, "{\"code\":\"429000\",\"msg\":\"Too Many Requests\"}")),
                KucoinClient::new) {
            @Override
            public boolean reportsBanTime() {
                return false;
            }
        };
    }
}
