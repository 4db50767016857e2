package io.cryptodata.allinone.demo;

import io.cryptodata.domain.market.Market;
import org.junit.jupiter.api.Test;

import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

class DemoHintsTest {
    private static final Market BTC = new Market("binance", "BTC/USDT");

    @Test
    void every_command_reaches_the_folder_of_the_demo() {
        String text = DemoHints.text(BTC, "127.0.0.1:9092", true, " --data '/tmp/x'");
        assertThat(text.lines().filter(line -> line.contains("./cda"))).hasSize(6)
                .allSatisfy(line -> assertThat(line).containsPattern(Pattern.compile("\\./cda \\w+ --data '/tmp/x'")));
    }

    @Test
    void in_the_standard_folder_commands_are_short() {
        assertThat(DemoHints.text(BTC, "127.0.0.1:9092", false, "")).contains("  ./cda status\n  ./cda gaps\n",
                "./cda tail indicators --key 'binance:BTC/USDT' -n 3", "kcat -C -b 127.0.0.1:9092");
    }
}
