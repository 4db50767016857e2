package io.cryptodata.api;

import io.cryptodata.api.config.ApiConfig;
import io.cryptodata.api.database.ReadPool;
import io.cryptodata.api.database.ReadTransactions;
import io.cryptodata.api.graphql.GraphQlResource;
import io.cryptodata.api.graphql.QueryLimits;
import io.cryptodata.api.graphql.ReadGraph;
import io.cryptodata.api.http.Access;
import io.cryptodata.api.http.ApiServer;
import io.cryptodata.api.http.Resource;
import io.cryptodata.api.live.StreamResource;
import io.cryptodata.api.metrics.ApiMeters;
import io.cryptodata.api.operator.OperatorResource;
import io.cryptodata.api.pipeline.Pipeline;
import io.cryptodata.api.pipeline.PipelineResource;
import io.cryptodata.api.query.Reader;
import io.cryptodata.api.rest.About;
import io.cryptodata.api.rest.AboutResource;
import io.cryptodata.api.rest.OpenApiResource;
import io.cryptodata.api.rest.ReadModels;
import io.cryptodata.api.rest.ReadResource;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.lifecycle.Service;
import io.micrometer.core.instrument.MeterRegistry;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The page and the read API. Starts even if broker, registry, database or Connect is unavailable; requests that need it get an
/// error until it responds.
public final class ApiApp implements Service {
    private final ApiConfig config;
    private final ReadPool pool;
    private final Pipeline pipeline;
    private final StreamResource stream;
    private final List<Resource> resources;
    private final ApiServer server;
    private volatile boolean started;
    private volatile boolean closed;

    /// The API alone in its process.
    ///
    /// @param meters of the process
    public ApiApp(ApiConfig config, MeterRegistry meters) {
        this(config, meters, Map::of);
    }

    /// @param meters of the process
    /// @param parts health of what runs in the same process, by name; empty if the API runs alone
    public ApiApp(ApiConfig config, MeterRegistry meters, Supplier<Map<String, Health>> parts) {
        this.config = config;
        this.pipeline = new Pipeline(config, meters, parts);
        this.pool = new ReadPool(config.database(), config.pool());
        this.stream = new StreamResource(config.broker(), config.registry(), meters);
        this.resources = assembled(meters);
        this.server = new ApiServer(config.server(), resources, meters);
        ApiMeters.POOL_USED.gaugeIn(meters, pool, ReadPool::active);
        ApiMeters.POOL_WAITING.gaugeIn(meters, pool, ReadPool::waiting);
    }

    /// The subjects of the read API.
    public List<Resource> resources() {
        return resources;
    }

    private List<Resource> assembled(MeterRegistry meters) {
        ReadTransactions database = new ReadTransactions(pool::connection);
        Reader reader = new Reader(database, new ReadTransactions(pool::bulk));
        return List.of(new PipelineResource(config, pipeline),
                new OperatorResource(config, database, pool::connection, pipeline, meters),
                new ReadResource(ReadModels.all(), reader),
                new AboutResource(about(), database), new OpenApiResource(),
                new GraphQlResource(new ReadGraph(ReadModels.all(), reader, QueryLimits.standard())), stream);
    }

    private About about() {
        Access access = config.server().access();
        return new About(About.builtVersion(), Instant.now(), access.read().isPresent(), access.operator().isPresent(),
                config.grafana().map(URI::toString).orElse(null));
    }

    @Override
    public String name() {
        return "api";
    }

    @Override
    public void start() {
        server.start();
        pipeline.start();
        stream.start();
        started = true;
    }

    @Override
    public Health health() {
        if (closed) {
            return new Health.Down("closed");
        }
        return started
                ? Health.ofReasons(stream.health().reasons())
                : new Health.Starting("opening port " + config.server().port());
    }

    @Override
    public String describe() {
        return url() + " (page), " + url() + ApiServer.BASE + " (read API)";
    }

    /// The address of the page.
    public String url() {
        return server.url();
    }

    @Override
    public void close() {
        closed = true;
        stream.close();
        server.close();
        pipeline.close();
        pool.close();
    }
}
