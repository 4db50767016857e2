package io.cryptodata.streams.failure;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class DeadLettersTest {
    @Test
    void the_log_of_a_dead_letter_is_found_by_its_market() {
        Logger log = (Logger) LoggerFactory.getLogger(DeadLetters.class);
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        log.addAppender(events);
        try {
            DeadLetters letters = DeadLetters.configured(DeadLetters.settings(new SimpleMeterRegistry()));
            DeadLetters.Origin origin = new DeadLetters.Origin("candles.1h", 3, 7, 0, new RecordHeaders());
            letters.of(origin, "okx:BTC/USDT".getBytes(StandardCharsets.UTF_8), null, "no candle");
            letters.of(origin, null, null, "no key");
        } finally {
            log.detachAppender(events);
        }
        assertThat(events.list).extracting(event -> event.getMDCPropertyMap().get("market"))
                .containsExactly("okx:BTC/USDT", "");
        assertThat(events.list).extracting(ILoggingEvent::getFormattedMessage)
                .contains("dead letter: candles.1h-3 offset 7: no candle");
    }
}
