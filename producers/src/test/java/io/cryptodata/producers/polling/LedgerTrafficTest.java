package io.cryptodata.producers.polling;

import io.cryptodata.producers.publishing.Publication;
import io.cryptodata.schemas.LedgerRecords;
import io.cryptodata.schemas.avro.LedgerEntry;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static io.cryptodata.producers.polling.PollerRig.BTC;
import static io.cryptodata.producers.polling.PollerRig.H;
import static io.cryptodata.producers.polling.PollerRig.closed;
import static org.assertj.core.api.Assertions.assertThat;

/// How many bytes a market with many holes writes to the topic `ledger`.
class LedgerTrafficTest {
    private static final int HOLES = 2000;
    private static final int EVERY = 12;
    private static final long MEGABYTE = 1_000_000;

    @Test
    void two_thousand_holes_share_pages_and_ledger_entries() throws InterruptedException {
        Instant start = closed(H - 1);
        PollerRig rig = new PollerRig(start);
        rig.venue.maxRows = 1000;
        long first = H - HOLES * EVERY;
        for (long hour = first; hour < H + 10; hour++) {
            if ((hour - first) % EVERY != 1) {
                rig.venue.serve(BTC, hour, hour + 1);
            }
        }
        rig.settle();
        assertThat(rig.ledger().missing()).hasSize(HOLES);
        int pages = rig.topic.published.size();
        int requests = rig.requests();
        rig.settleAt(start.plus(Duration.ofMinutes(10)));
        rig.settleAt(start.plus(Duration.ofMinutes(70)));
        assertThat(rig.ledger().missing()).isEmpty();
        long bytes = bytesOf(rig.topic.published.subList(pages, rig.topic.published.size()));
        System.out
                .println(HOLES + " holes: " + (rig.requests() - requests) + " requests, " + bytes + " bytes of ledger");
        assertThat(rig.requests() - requests).isLessThan(70);
        assertThat(bytes).isLessThan(4 * MEGABYTE);
    }

    private static long bytesOf(List<Publication> pages) {
        return pages.stream().mapToLong(page -> {
            try {
                return LedgerEntry.getEncoder().encode(LedgerRecords.toAvro(page.after())).remaining();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).sum();
    }
}
