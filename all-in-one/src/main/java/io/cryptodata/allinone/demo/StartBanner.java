package io.cryptodata.allinone.demo;

import io.cryptodata.allinone.embedded.Part;
import io.cryptodata.domain.market.Market;

import java.util.Locale;

/// What a person sees when everything runs: where it is, and what to try.
final class StartBanner {
    private static final String COINS = """
              ./cda sql "SELECT symbol, name, close, market_cap_rank, ath5, days_since_ath FROM cg_data
                         WHERE sys_timestamp = (SELECT MAX(sys_timestamp) FROM cg_data) ORDER BY market_cap_rank ASC LIMIT 100"
            """;

    private StartBanner() {}

    static String text(DemoOptions options, DemoParts parts) {
        StringBuilder text = new StringBuilder(2048).append(System.lineSeparator());
        text.append("Everything runs. Its state is in ").append(options.data()).append('.')
                .append(System.lineSeparator());
        for (Part part : parts.product().all()) {
            text.append(String.format(Locale.ROOT, "  %-12s %s%n", part.name(), part.describe()));
        }
        return text.append(toTry(parts.example(), parts.bootstrap(), options.replay() == null ? COINS : ""))
                .toString();
    }

    private static String toTry(Market example, String bootstrap, String coins) {
        return """

                Try, in a second terminal (candles arrive within seconds):
                  ./cda status
                  ./cda gaps
                  ./cda sql "SELECT * FROM h1_data WHERE asset = '%1$s' AND exchange = '%2$s' ORDER BY timestamp DESC LIMIT 1"
                  ./cda sql "SELECT i.* FROM h1_data h JOIN indicators i ON i.last_id = h.last_id AND i.timeframe = '1h'
                             WHERE h.asset = '%1$s' AND h.exchange = '%2$s' ORDER BY h.timestamp DESC LIMIT 1"
                %4$s  ./cda tail indicators --key '%2$s:%1$s' -n 3
                  kcat -C -b %3$s -t candles.1h -o -5 -e -q -f '%%p %%o %%k\\n'

                Ctrl-C stops everything; started again it continues where it stopped."""
                .formatted(example.asset(), example.exchange(), bootstrap, coins);
    }
}
