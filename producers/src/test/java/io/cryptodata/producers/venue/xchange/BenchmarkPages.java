package io.cryptodata.producers.venue.xchange;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.venue.BodyServer;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ScriptedListing;
import io.cryptodata.producers.venue.VenueContext;
import io.cryptodata.producers.venue.bybit.BybitClient;
import io.cryptodata.producers.venue.kucoin.KucoinClient;

import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a page costs the thread that requests and reads it, with a client of our own and with one through XChange, and what
/// the process needs: run it with `own` or `xchange`. The server on loopback does no work.
final class BenchmarkPages {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final int ROWS = 1000;
    private static final int PAGES = 500;

    private BenchmarkPages() {}

    public static void main(String[] arguments) {
        if (arguments[0].equals("own")) {
            measure("bybit", "{\"retCode\":0,\"result\":{\"list\":[" + rows("000") + "]},\"time\":1767268800000}",
                    BybitClient::new);
        } else {
            measure("kucoin", "{\"code\":\"200000\",\"data\":[" + rows("") + "]}", KucoinClient::new);
        }
    }

    private static String rows(String unit) {
        return IntStream.range(0, ROWS)
                .mapToObj(hour -> "[\"" + (FROM.getEpochSecond() + hour * 3600L) + unit
                        + "\",\"100.1\",\"110.2\",\"90.3\",\"105.4\",\"12.5\",\"1300.7\"]")
                .collect(Collectors.joining(","));
    }

    private static void measure(String exchange, String body, Function<VenueContext, ExchangeClient> client) {
        try (BodyServer server = new BodyServer(_ -> body); HttpClient http = HttpTransport.newClient()) {
            ExchangeClient created = client.apply(ScriptedListing.context(new HttpTransport(http), server.url()));
            Listing listing = Listing.of(new Market(exchange, "BTC/USDT"), "BTC", true, "");
            read(created, listing);
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            read(created, listing);
            long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
            System.gc();
            System.out.printf("%s: %.2f ms of processor time for a page of %d rows; heap %d KiB, %d classes, outside "
                    + "the heap %d KiB%n", exchange, used / 1e6 / PAGES, ROWS,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024,
                    ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
                    ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed() / 1024);
        }
    }

    private static void read(ExchangeClient client, Listing listing) {
        for (int i = 0; i < PAGES; i++) {
            if (DirectRunner.value(client.hourlyCandles(listing, FROM, ROWS)).rows().size() != ROWS) {
                throw new IllegalStateException("not every row was read");
            }
        }
    }
}
