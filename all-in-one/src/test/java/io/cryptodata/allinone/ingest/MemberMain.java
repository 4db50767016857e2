package io.cryptodata.allinone.ingest;

import io.cryptodata.producers.ProducersApp;
import io.cryptodata.producers.config.ProducersConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// A separate producer process, configured by `NAME=value` arguments, that runs until it is killed. It prints `working` once
/// it has published candles.
final class MemberMain {

    private MemberMain() {}

    public static void main(String[] arguments) {
        Map<String, String> settings = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            settings.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        ProducersApp app = AcceleratedClock.producers(ProducersConfig.from(settings), new SimpleMeterRegistry());
        app.start();
        IngestRig.await(() -> app.status().markets().stream().anyMatch(market -> market.present() > 0),
                () -> app.status().toString());
        System.out.println("working " + app.status().group());
        while (true) {
            LockSupport.park();
        }
    }
}
