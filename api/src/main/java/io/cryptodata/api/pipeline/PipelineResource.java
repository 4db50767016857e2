package io.cryptodata.api.pipeline;

import io.cryptodata.api.config.ApiConfig;
import io.cryptodata.api.http.Query;
import io.cryptodata.api.http.Replies;
import io.cryptodata.api.http.Resource;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// `GET pipeline`, `GET quarantine` and `GET dead-letters`.
public final class PipelineResource implements Resource {
    private static final int STANDARD_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1000;
    private static final String LIMIT = "limit";

    private final Pipeline pipeline;
    private final StoredRecords records;

    /// @param pipeline started and closed by its creator
    public PipelineResource(ApiConfig config, Pipeline pipeline) {
        this.pipeline = pipeline;
        this.records = new StoredRecords(config.broker(), config.registry());
    }

    @Override
    public void routes(HttpRules rules) {
        rules.get("/pipeline", this::pipeline).get("/quarantine", this::quarantine)
                .get("/dead-letters", this::letters);
    }

    private void pipeline(ServerRequest request, ServerResponse response) throws InterruptedException {
        Query.of(request);
        Replies.json(request, response, pipeline.overview());
    }

    private void quarantine(ServerRequest request, ServerResponse response) {
        Query query = Query.of(request, "market", "exchange", LIMIT);
        Replies.json(request, response, records.quarantined(query.text("market"), query.text("exchange"),
                query.integer(LIMIT, STANDARD_LIMIT, 1, LARGEST_LIMIT)));
    }

    private void letters(ServerRequest request, ServerResponse response) {
        Query query = Query.of(request, "topic", LIMIT);
        Replies.json(request, response,
                records.letters(query.text("topic"), query.integer(LIMIT, STANDARD_LIMIT, 1, LARGEST_LIMIT)));
    }
}
