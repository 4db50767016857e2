package io.cryptodata.allinone.demo;

import io.cryptodata.domain.market.Market;

/// Commands to try while the demo runs.
final class DemoHints {
    private static final String COINS = """
              ./cda sql%s "SELECT symbol, name, close, market_cap_rank, ath5, days_since_ath FROM cg_data
                         WHERE sys_timestamp = (SELECT MAX(sys_timestamp) FROM cg_data) ORDER BY market_cap_rank ASC LIMIT 100"
            """;

    private DemoHints() {}

    /// @param coins whether CoinGecko is simulated, too
    /// @param data the option that names the folder, after the name of each command
    static String text(Market example, String bootstrap, boolean coins, String data) {
        return """

                Try, in a second terminal (candles arrive within seconds):
                  ./cda status%5$s
                  ./cda gaps%5$s
                  ./cda sql%5$s "SELECT * FROM h1_data WHERE asset = '%1$s' AND exchange = '%2$s' ORDER BY timestamp DESC LIMIT 1"
                  ./cda sql%5$s "SELECT i.* FROM h1_data h JOIN indicators i ON i.last_id = h.last_id AND i.timeframe = '1h'
                             WHERE h.asset = '%1$s' AND h.exchange = '%2$s' ORDER BY h.timestamp DESC LIMIT 1"
                %4$s  ./cda tail%5$s indicators --key '%2$s:%1$s' -n 3
                  kcat -C -b %3$s -t candles.1h -o -5 -e -q -f '%%p %%o %%k\\n'"""
                .formatted(example.asset(), example.exchange(), bootstrap, coins ? COINS.formatted(data) : "", data);
    }
}
