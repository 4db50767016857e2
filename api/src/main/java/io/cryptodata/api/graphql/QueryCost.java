package io.cryptodata.api.graphql;

import graphql.analysis.FieldComplexityCalculator;
import graphql.analysis.FieldComplexityEnvironment;
import io.cryptodata.api.query.Listing;
import io.cryptodata.api.query.Parameter;
import io.cryptodata.api.query.ReadModel;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a field costs, see [QueryLimits].
final class QueryCost implements FieldComplexityCalculator {
    private final Map<String, ReadModel> models;
    private final int perQuery;

    QueryCost(List<ReadModel> models, int perQuery) {
        this.models = models.stream().collect(Collectors.toMap(ReadModel::name, Function.identity()));
        this.perQuery = perQuery;
    }

    @Override
    public int calculate(FieldComplexityEnvironment field, int ofChildren) {
        ReadModel model = field.getParentType().getName().equals("Query")
                ? models.get(field.getField().getName())
                : null;
        if (model == null) {
            return 1 + ofChildren;
        }
        return Math
                .toIntExact(Math.min(Integer.MAX_VALUE / 4, perQuery + rows(model, field.getArguments()) * ofChildren));
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
