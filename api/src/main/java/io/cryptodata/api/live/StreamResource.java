package io.cryptodata.api.live;

import io.cryptodata.api.http.ProblemException;
import io.cryptodata.api.http.Query;
import io.cryptodata.api.http.Replies;
import io.cryptodata.api.http.Resource;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.lifecycle.Health;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.core.instrument.MeterRegistry;

import java.time.Duration;
import java.util.Optional;

/// `GET /stream`: candles, indicators and runs of tasks as Server-Sent Events. Each event has an id, with which a client
/// continues exactly behind it (header `Last-Event-ID` or parameter `last_id`), at this instance or another. An event
/// `reset` means that too much was missed: fetch the history again.
public final class StreamResource implements Resource, AutoCloseable {
    private static final HeaderName LAST_EVENT = HeaderNames.create("Last-Event-ID");
    private static final HeaderName NO_BUFFER = HeaderNames.create("X-Accel-Buffering");
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final long MOST_MISSED = 200_000;
    private static final int UNAVAILABLE = 503;

    private final LiveLog log;
    private final LiveFeed feed;
    private final CatchUp catchUp;
    private final StreamMeters meters;
    private final Duration heartbeat;

    public StreamResource(KafkaAccess broker, HttpAccess registry, MeterRegistry meters) {
        this(new KafkaLiveLog(broker, registry), meters, HEARTBEAT);
    }

    StreamResource(LiveLog log, MeterRegistry meters, Duration heartbeat) {
        this(log, new LiveFeed(log, meters), meters, heartbeat, MOST_MISSED);
    }

    /// @param mostMissed records that a stream may read from the topics when it continues
    StreamResource(LiveLog log, LiveFeed feed, MeterRegistry meters, Duration heartbeat, long mostMissed) {
        this.log = log;
        this.feed = feed;
        this.catchUp = new CatchUp(log, mostMissed);
        this.meters = new StreamMeters(meters);
        this.heartbeat = heartbeat;
    }

    /// Reads the topics from now on.
    public void start() {
        feed.start();
    }

    /// Degraded while the topics cannot be read.
    public Health health() {
        return feed.health();
    }

    @Override
    public void routes(HttpRules rules) {
        rules.get("/stream", this::stream);
    }

    private void stream(ServerRequest request, ServerResponse response) {
        Query query = Query.of(request, "market", "timeframe", "kind", "closed", "last_id");
        LiveFilter filter = LiveFilter.of(query);
        Optional<String> after = request.headers().first(LAST_EVENT).filter(id -> !id.isEmpty())
                .or(() -> query.text("last_id"));
        if (feed.ring().head().isEmpty() || feed.ring().isClosed()) {
            throw new ProblemException(UNAVAILABLE, "unavailable", "the topics cannot be read yet: try again")
                    .retryAfter(SOON);
        }
        response.headers().set(NO_BUFFER, "no");
        meters.opened();
        try {
            Replies.events(request, response,
                    out -> new LiveStream(feed.ring(), catchUp, filter, meters, heartbeat, out)
                            .run(after.orElse(null)));
        } finally {
            meters.closed();
        }
    }

    /// Ends all streams at once.
    @Override
    public void close() {
        feed.close();
        log.close();
    }
}
