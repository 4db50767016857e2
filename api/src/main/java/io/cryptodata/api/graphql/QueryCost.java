package io.cryptodata.api.graphql;

import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.normalized.ExecutableNormalizedField;
import graphql.normalized.ExecutableNormalizedOperation;
import io.cryptodata.api.query.Listing;
import io.cryptodata.api.query.Parameter;
import io.cryptodata.api.query.ReadModel;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Refuses queries that are too deep or cost too much, see [QueryLimits]. Counts the fields that are executed: those of a
/// fragment wherever it is spread, and a field that is selected twice once.
final class QueryCost extends SimplePerformantInstrumentation {
    private final Map<String, ReadModel> models;
    private final QueryLimits limits;

    QueryCost(List<ReadModel> models, QueryLimits limits) {
        this.models = models.stream().collect(Collectors.toMap(ReadModel::name, Function.identity()));
        this.limits = limits;
    }

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        ExecutableNormalizedOperation operation = parameters.getExecutionContext().getNormalizedQueryTree().get();
        require("has %,d levels", operation.getOperationDepth(), limits.depth());
        require("costs %,d", operation.getTopLevelFields().stream().mapToLong(this::cost).sum(), limits.cost());
        return SimpleInstrumentationContext.noOp();
    }

    private static void require(String what, long actual, int most) {
        if (actual > most) {
            throw new AbortExecutionException(String.format(Locale.ROOT,
                    "the query " + what + ", of at most %,d: request fewer fields, rows or queries at a time", actual,
                    most));
        }
    }

    private long cost(ExecutableNormalizedField field) {
        ReadModel model = models.get(field.getFieldName());
        return model == null
                ? count(field)
                : limits.perQuery() + rows(model, field.getResolvedArguments()) * (count(field) - 1);
    }

    /// The field and all below it. Their number is limited by the library.
    private static long count(ExecutableNormalizedField field) {
        return 1 + field.getChildren().stream().mapToLong(QueryCost::count).sum();
    }

    private static long rows(ReadModel model, Map<String, Object> arguments) {
        if (!(model instanceof Listing listing)) {
            return 1;
        }
        Parameter limit = listing.parameters().stream().filter(each -> each.name().equals(Parameter.LIMIT)).findFirst()
                .orElseThrow();
        Object given = arguments.get(Parameter.LIMIT);
        long rows = given instanceof Number number
                ? number.longValue()
                : Long.parseLong(String.valueOf(limit.otherwise()));
        return Math.clamp(rows, 1, limit.maximum());
    }
}
