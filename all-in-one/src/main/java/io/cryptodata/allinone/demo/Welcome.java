package io.cryptodata.allinone.demo;

import io.cryptodata.allinone.embedded.Part;

import java.util.Locale;

/// What a person sees when everything runs: where it is, and what to try.
final class Welcome {
    private Welcome() {}

    static String text(DemoOptions options, DemoParts parts) {
        StringBuilder text = new StringBuilder(1024).append(System.lineSeparator());
        text.append("Everything runs. Its state is in ").append(options.data()).append('.')
                .append(System.lineSeparator());
        for (Part part : parts.product().all()) {
            text.append(String.format(Locale.ROOT, "  %-12s %s%n", part.name(), part.describe()));
        }
        return text
                .append("""

                        Try, in a second terminal (candles arrive within seconds):
                          ./cda status
                          ./cda sql "SELECT * FROM h1_data WHERE asset = '%1$s' AND exchange = 'binance' ORDER BY timestamp DESC LIMIT 1"
                          ./cda sql "SELECT i.* FROM h1_data h JOIN indicators i ON i.last_id = h.last_id AND i.timeframe = '1h'
                                     WHERE h.asset = '%1$s' AND h.exchange = 'binance' ORDER BY h.timestamp DESC LIMIT 1"
                          ./cda tail indicators --key 'binance:%1$s' -n 3
                          kcat -C -b %2$s -t candles.1h -o -5 -e -q -f '%%p %%o %%k\\n'

                        Ctrl-C stops everything; started again it continues where it stopped."""
                        .formatted(parts.exampleAsset(), parts.bootstrap()))
                .toString();
    }
}
