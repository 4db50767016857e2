package io.cryptodata.api.operator;

import io.cryptodata.api.config.ApiConfig;
import io.cryptodata.api.database.ReadTransactions;
import io.cryptodata.api.http.Access;
import io.cryptodata.api.http.Bodies;
import io.cryptodata.api.http.Query;
import io.cryptodata.api.http.Replies;
import io.cryptodata.api.http.Resource;
import io.cryptodata.api.pipeline.Pipeline;
import io.cryptodata.service.retry.Backoff;
import io.cryptodata.service.task.MeteredTaskRuns;
import io.cryptodata.service.task.SynchronousTaskRuns;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.core.instrument.MeterRegistry;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// `operator/actions`, `operator/declarations` and `operator/flags`. All but the history demand the operators' token.
public final class OperatorResource implements Resource {
    private static final Backoff RETRIES = Backoff.between(Duration.ofSeconds(5), Duration.ofMinutes(1));
    private static final int STANDARD_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1000;
    private static final String BY = "by";
    private static final String NOTE = "note";
    private static final String EXCHANGE = "exchange";
    private static final String ASSET = "asset";
    private static final String BASE = "base";
    private static final String FLAG = "flag";

    private final Access access;
    private final Actions actions;
    private final Pipeline pipeline;
    private final OverrideTables tables;
    private final ActionHistory history;

    /// @param database for the history
    /// @param connections of a role that reads
    /// @param pipeline what is there to act upon
    public OperatorResource(ApiConfig config, ReadTransactions database, ReadTransactions.Connections connections,
            Pipeline pipeline, MeterRegistry meters) {
        this.access = config.server().access();
        this.pipeline = pipeline;
        this.history = new ActionHistory(database);
        this.tables = new OverrideTables(config.operatorDatabase(), new OverrideTables.StoredListings(connections));
        this.actions = new Actions(this::targets, pipeline::isPaused,
                new Actions.Means(new OperationPublisher(config.broker(), config.registry())::publish,
                        new ConnectorRestart(config.connect())::restart,
                        new LetterRetries(config.broker(), config.registry())::retry),
                new MeteredTaskRuns(new RetriedRuns(
                        new SynchronousTaskRuns(config.broker(), config.registry())::publish, RETRIES), meters),
                InstantSource.system());
    }

    /// As of now, or of when the topics were read last: an action that needs no more than that need not wait for the broker.
    private Targets targets() {
        var unused = pipeline.catchUp();
        return new Targets(pipeline.venues(), pipeline.venuesWithCandles(), pipeline.hasCoins());
    }

    @Override
    public void routes(HttpRules rules) {
        rules.post("/operator/actions", this::act).get("/operator/actions", this::history)
                .put("/operator/declarations", this::declare).delete("/operator/declarations", this::undeclare)
                .put("/operator/flags", this::setFlag).delete("/operator/flags", this::removeFlag);
    }

    private void act(ServerRequest request, ServerResponse response) {
        access.requireOperator(request);
        Query.of(request);
        Replies.json(request, response, actions.act(ActionRequest.of(Bodies.json(request))));
    }

    private void history(ServerRequest request, ServerResponse response) {
        int limit = Query.of(request, "limit").integer("limit", STANDARD_LIMIT, 1, LARGEST_LIMIT);
        Replies.json(request, response, history.newest(limit));
    }

    private Members members(ServerRequest request, String... known) {
        access.requireOperator(request);
        Query.of(request);
        return Members.of(Bodies.json(request), List.of(known));
    }

    private void declare(ServerRequest request, ServerResponse response) {
        Members members = members(request, EXCHANGE, ASSET, "track", NOTE, BY, "unlisted");
        String exchange = members.required(EXCHANGE, "a venue like binance");
        String asset = members.required(ASSET, "a market like BTC/USDT");
        boolean track = members.truth("track");
        boolean unlisted = members.has("unlisted") && members.truth("unlisted");
        String note = members.text(NOTE).orElse(null);
        Replies.json(request, response, actions.recorded("declare", exchange + ":" + asset, members.by(), note,
                (_, _) -> {
                    targets().requireVenueWithCandles(exchange);
                    return Actions.Result.of(tables.declare(exchange, asset, track, note, unlisted));
                }));
    }

    private void undeclare(ServerRequest request, ServerResponse response) {
        Members members = members(request, EXCHANGE, ASSET, BY);
        String exchange = members.required(EXCHANGE, "a venue like binance");
        String asset = members.required(ASSET, "a market like BTC/USDT");
        Replies.json(request, response, actions.recorded("undeclare", exchange + ":" + asset, members.by(), null,
                (_, _) -> Actions.Result.of(tables.undeclare(exchange, asset))));
    }

    private void setFlag(ServerRequest request, ServerResponse response) {
        Members members = members(request, BASE, FLAG, "value", NOTE, BY);
        String base = members.required(BASE, "a base currency like BTC");
        String flag = members.required(FLAG, "the name of a flag like exclude");
        boolean value = members.truth("value");
        String note = members.text(NOTE).orElse(null);
        Replies.json(request, response, actions.recorded("set_flag", base + ":" + flag, members.by(), note,
                (_, _) -> Actions.Result.of(tables.setFlag(base, flag, value, note))));
    }

    private void removeFlag(ServerRequest request, ServerResponse response) {
        Members members = members(request, BASE, FLAG, BY);
        String base = members.required(BASE, "a base currency like BTC");
        String flag = members.required(FLAG, "the name of a flag like exclude");
        Replies.json(request, response, actions.recorded("remove_flag", base + ":" + flag, members.by(), null,
                (_, _) -> Actions.Result.of(tables.removeFlag(base, flag))));
    }
}
