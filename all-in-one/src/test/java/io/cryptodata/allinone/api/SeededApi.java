package io.cryptodata.allinone.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cryptodata.api.database.DatabaseLogin;
import io.cryptodata.api.database.ReadPool;
import io.cryptodata.api.database.ReadTransactions;
import io.cryptodata.api.graphql.GraphQlResource;
import io.cryptodata.api.graphql.QueryLimits;
import io.cryptodata.api.graphql.ReadGraph;
import io.cryptodata.api.http.Access;
import io.cryptodata.api.http.ApiServer;
import io.cryptodata.api.http.Limits;
import io.cryptodata.api.http.Origins;
import io.cryptodata.api.http.Resource;
import io.cryptodata.api.http.ServerConfig;
import io.cryptodata.api.query.Reader;
import io.cryptodata.api.rest.About;
import io.cryptodata.api.rest.AboutResource;
import io.cryptodata.api.rest.OpenApiResource;
import io.cryptodata.api.rest.ReadModels;
import io.cryptodata.api.rest.ReadResource;
import io.cryptodata.service.http.HttpToken;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The read API over a seeded database, on a free port.
final class SeededApi implements AutoCloseable {
    static final JsonMapper JSON = new JsonMapper();

    private final SeededDatabase database = SeededDatabase.create();
    private final ReadPool pool;
    private final ApiServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    SeededApi() {
        this(Access.open(), null);
    }

    private SeededApi(Access access, @Nullable DatabaseLogin other) {
        pool = other == null ? database.pool() : new ReadPool(other, ReadPool.Limits.standard());
        About about = new About("test", Instant.parse("2026-01-01T00:00:00Z"), false, false, null);
        ReadTransactions transactions = new ReadTransactions(pool::connection);
        Reader reader = new Reader(transactions, new ReadTransactions(pool::bulk));
        List<Resource> resources = List.of(new ReadResource(ReadModels.all(), reader),
                new AboutResource(about, transactions), new OpenApiResource(),
                new GraphQlResource(new ReadGraph(ReadModels.all(), reader, QueryLimits.standard())));
        server = new ApiServer(new ServerConfig("127.0.0.1", 0, access, new Origins(Set.of(), Set.of()),
                Limits.standard()), resources, new SimpleMeterRegistry());
        server.start();
    }

    /// Demands a token to read.
    static SeededApi withToken(String token) {
        return new SeededApi(new Access(Optional.of(new HttpToken(token)), Optional.empty()), null);
    }

    /// Its database does not respond.
    static SeededApi withoutDatabase() {
        return new SeededApi(Access.open(), new DatabaseLogin("jdbc:postgresql://127.0.0.1:1/none", "nobody", ""));
    }

    SeededDatabase database() {
        return database;
    }

    String url() {
        return server.url() + ApiServer.BASE;
    }

    /// The response to a GET.
    ///
    /// @param parameters name and value in turns
    HttpResponse<byte[]> get(String path, String... parameters) {
        return get(path, List.of(parameters), "*/*");
    }

    HttpResponse<byte[]> get(String path, List<String> parameters, String accept) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < parameters.size(); i += 2) {
            query.append(i == 0 ? '?' : '&').append(parameters.get(i)).append('=')
                    .append(URLEncoder.encode(parameters.get(i + 1), StandardCharsets.UTF_8));
        }
        return send(HttpRequest.newBuilder(URI.create(url() + "/" + path + query)).header("Accept", accept).build());
    }

    HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException failure) {
            throw new IllegalStateException(request.uri().toString(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// The response to a POST of GraphQL.
    HttpResponse<byte[]> graphql(String body) {
        return send(HttpRequest.newBuilder(URI.create(url() + "/graphql")).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    /// The result of a query of GraphQL, errors included.
    JsonNode query(String query) {
        HttpResponse<byte[]> response = graphql(JSON.createObjectNode().put("query", query).toString());
        String body = new String(response.body(), StandardCharsets.UTF_8);
        if (response.statusCode() != 200) {
            throw new AssertionError(query + ": " + response.statusCode() + " " + body);
        }
        return parsed(body);
    }

    /// The body of a GET that succeeds.
    JsonNode json(String path, String... parameters) {
        HttpResponse<byte[]> response = get(path, parameters);
        String body = new String(response.body(), StandardCharsets.UTF_8);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " " + List.of(parameters) + ": " + response.statusCode() + " " + body);
        }
        return parsed(body);
    }

    static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException malformed) {
            throw new AssertionError(body, malformed);
        }
    }

    @Override
    public void close() {
        server.close();
        client.close();
        pool.close();
        database.close();
    }
}
