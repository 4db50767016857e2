package io.cryptodata.api.graphql;

import graphql.ErrorClassification;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.parser.ParserOptions;
import graphql.schema.DataFetchingEnvironment;
import io.cryptodata.api.failure.QueryException;
import io.cryptodata.api.query.Arguments;
import io.cryptodata.api.query.ColumnType;
import io.cryptodata.api.query.Document;
import io.cryptodata.api.query.Listing;
import io.cryptodata.api.query.ParameterException;
import io.cryptodata.api.query.ReadModel;
import io.cryptodata.api.query.Reader;
import io.cryptodata.api.query.RowPage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Executes queries over the read models, within limits. The schema is made for the first query: without one, its library
/// takes neither memory nor a part of the start.
public final class ReadGraph {
    private static final Logger LOG = LoggerFactory.getLogger(ReadGraph.class);
    private static final String DEADLINE = "deadline";

    private final List<ReadModel> models;
    private final Reader reader;
    private final QueryLimits limits;
    private @Nullable GraphQL graph;

    public ReadGraph(List<ReadModel> models, Reader reader, QueryLimits limits) {
        this.models = List.copyOf(models);
        this.reader = reader;
        this.limits = limits;
    }

    private synchronized GraphQL graph() {
        GraphQL made = graph;
        if (made == null) {
            made = GraphQL.newGraphQL(ReadSchema.of(models, model -> environment -> read(model, environment)))
                    .instrumentation(new QueryCost(models, limits)).defaultDataFetcherExceptionHandler(new Failures())
                    .build();
            graph = made;
        }
        return made;
    }

    /// @return `data` and `errors` as the specification of GraphQL has them
    public Map<String, Object> execute(String query, @Nullable String operation, Map<String, Object> variables) {
        ParserOptions parsing = ParserOptions.getDefaultOperationParserOptions().transform(
                options -> options.maxCharacters(limits.characters()).maxTokens(limits.tokens())
                        .maxWhitespaceTokens(limits.characters()).captureSourceLocation(true));
        ExecutionResult result = graph().execute(ExecutionInput.newExecutionInput(query).operationName(operation)
                .variables(variables).graphQLContext(context -> context.of(ParserOptions.class, parsing, DEADLINE,
                        System.nanoTime() + limits.duration().toNanos())));
        return result.toSpecification();
    }

    private Object read(ReadModel model, DataFetchingEnvironment environment) {
        long deadline = environment.getGraphQlContext().getOrDefault(DEADLINE, Long.MAX_VALUE);
        if (System.nanoTime() > deadline) {
            throw new QueryException(QueryException.Kind.UNAVAILABLE,
                    "the query took longer than " + limits.duration().toSeconds() + " s: request less at a time");
        }
        Arguments arguments = Arguments.of(ReadSchema.arguments(model), texts(environment.getArguments()));
        return switch (model) {
            case Document document -> reader.document(document, arguments);
            case Listing listing -> page(listing, reader.page(listing, arguments));
        };
    }

    private static Map<String, List<String>> texts(Map<String, Object> arguments) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        arguments.forEach((name, value) -> {
            switch (value) {
                case null -> {
                }
                case List<?> all -> texts.put(name, all.stream().map(String::valueOf).toList());
                default -> texts.put(name, List.of(value.toString()));
            }
        });
        return texts;
    }

    private static Map<String, @Nullable Object> page(Listing listing, RowPage page) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>(page.rows().size());
        for (Object[] cells : page.rows()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (int i = 0; i < cells.length; i++) {
                row.put(page.columns().get(i).name(), text(cells[i], page.columns().get(i).type()));
            }
            rows.add(row);
        }
        Map<String, @Nullable Object> result = new LinkedHashMap<>(page.facts());
        result.put(listing.rows(), rows);
        result.put("next", page.next());
        return result;
    }

    private static @Nullable Object text(@Nullable Object cell, ColumnType type) {
        return cell instanceof Double number && !Double.isFinite(number)
                ? null
                : type == ColumnType.ID && cell != null ? cell.toString() : cell;
    }

    /// Failures as errors with their path. What is our own fault is logged, and its text is not sent.
    private static final class Failures implements DataFetcherExceptionHandler {
        @Override
        public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
                DataFetcherExceptionHandlerParameters failed) {
            GraphqlErrorBuilder<?> error = GraphqlErrorBuilder.newError().path(failed.getPath())
                    .location(failed.getSourceLocation());
            switch (failed.getException()) {
                case ParameterException invalid -> error.message("%s", invalid.getMessage())
                        .errorType(ErrorClassification.errorClassification("INVALID"))
                        .extensions(Map.of("classification", "INVALID", "parameter", invalid.parameter()));
                case QueryException query -> error.message("%s", query.getMessage())
                        .errorType(ErrorClassification.errorClassification(query.kind().name()));
                default -> {
                    LOG.error("reading {} failed", failed.getPath(), failed.getException());
                    error.message("the server failed; its log has the reason")
                            .errorType(ErrorClassification.errorClassification("INTERNAL"));
                }
            }
            return CompletableFuture
                    .completedFuture(DataFetcherExceptionHandlerResult.newResult(error.build()).build());
        }
    }
}
