package io.cryptodata.api.graphql;

import graphql.Scalars;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLSchema;
import io.cryptodata.api.market.BarColumns;
import io.cryptodata.api.query.Column;
import io.cryptodata.api.query.Document;
import io.cryptodata.api.query.Listing;
import io.cryptodata.api.query.Parameter;
import io.cryptodata.api.query.ReadModel;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The types of GraphQL that follow from the read models. A listing is an object with its facts, its rows and `next`;
/// arguments and fields have the names of REST.
final class ReadSchema {
    private static final String QUERY = "Query";
    private static final Map<String, String> INDICATORS = BarColumns.described().stream().collect(
            Collectors.toMap(BarColumns.Described::name, each -> each.description() + "; unit: " + each.unit()));

    private ReadSchema() {}

    /// @param fetchers reads a model for the arguments of a field
    static GraphQLSchema of(List<ReadModel> models, Function<ReadModel, DataFetcher<?>> fetchers) {
        GraphQLObjectType.Builder query = GraphQLObjectType.newObject().name(QUERY);
        GraphQLCodeRegistry.Builder code = GraphQLCodeRegistry.newCodeRegistry();
        for (ReadModel model : models) {
            query.field(field(model));
            code.dataFetcher(FieldCoordinates.coordinates(QUERY, model.name()), fetchers.apply(model));
        }
        return GraphQLSchema.newSchema().query(query.build()).codeRegistry(code.build()).build();
    }

    private static GraphQLFieldDefinition field(ReadModel model) {
        GraphQLFieldDefinition.Builder field = GraphQLFieldDefinition.newFieldDefinition().name(model.name())
                .description(
                        "The same as GET /" + model.path() + ", which openapi.yaml describes with its fields and units")
                .type(GraphQLNonNull.nonNull(type(model)));
        arguments(model).forEach(each -> field.argument(argument(each)));
        return field.build();
    }

    /// The parameters that are arguments: a query of GraphQL names its columns anyway.
    static List<Parameter> arguments(ReadModel model) {
        return model.parameters().stream().filter(each -> !each.name().equals(Parameter.COLUMNS)).toList();
    }

    private static GraphQLArgument argument(Parameter parameter) {
        GraphQLInputType type = switch (parameter.kind()) {
            case TEXT, MARKET, TIME, CHOICE -> Scalars.GraphQLString;
            case INTEGER -> Scalars.GraphQLInt;
            case FLAG -> Scalars.GraphQLBoolean;
        };
        if (parameter.isRepeatable()) {
            type = GraphQLList.list(GraphQLNonNull.nonNull(type));
        }
        return GraphQLArgument.newArgument().name(parameter.name()).description(descriptionOf(parameter))
                .type(parameter.isRequired() ? GraphQLNonNull.nonNull(type) : type).build();
    }

    /// For example `one of asc, desc; default asc`.
    private static String descriptionOf(Parameter parameter) {
        String form = switch (parameter.kind()) {
            case TEXT -> "a text";
            case MARKET -> "a market as exchange:asset";
            case TIME -> "a time in ISO-8601 with an offset, or a date, which means midnight UTC";
            case INTEGER -> "a whole number from 1 to " + parameter.maximum();
            case FLAG -> "true or false";
            case CHOICE -> "one of " + String.join(", ", parameter.choices());
        };
        return form + (parameter.otherwise() == null
                ? "; for example " + parameter.example()
                : "; default " + parameter.otherwise());
    }

    private static GraphQLObjectType type(ReadModel model) {
        String name = camel(model.name());
        return switch (model) {
            case Document document -> object(name, document.fields());
            case Listing listing -> object(name + "Page", listing.facts()).transform(page -> page
                    .field(GraphQLFieldDefinition.newFieldDefinition().name(listing.rows())
                            .type(rows(object(name + "Row", listing.columns()))))
                    .field(GraphQLFieldDefinition.newFieldDefinition().name("next").type(Scalars.GraphQLString)));
        };
    }

    private static GraphQLObjectType object(String name, List<Column> columns) {
        GraphQLObjectType.Builder object = GraphQLObjectType.newObject().name(name);
        columns.forEach(column -> object.field(GraphQLFieldDefinition.newFieldDefinition().name(column.name())
                .description(INDICATORS.get(column.name())).type(type(name, column))));
        return object.build();
    }

    private static GraphQLOutputType type(String owner, Column column) {
        String nested = owner + camel(column.name());
        return switch (column.type()) {
            case TEXT, ID -> Scalars.GraphQLString;
            case TIME -> ReadScalars.TIME;
            case DAY -> ReadScalars.DAY;
            case NUMBER -> Scalars.GraphQLFloat;
            case INTEGER -> ReadScalars.INTEGER;
            case FLAG -> Scalars.GraphQLBoolean;
            case COUNTS -> ReadScalars.COUNTS;
            case OBJECT -> object(nested, column.fields());
            case OBJECTS -> rows(object(nested, column.fields()));
        };
    }

    private static GraphQLOutputType rows(GraphQLObjectType row) {
        return GraphQLNonNull.nonNull(GraphQLList.list(GraphQLNonNull.nonNull(row)));
    }

    private static String camel(String name) {
        return Arrays.stream(name.split("_")).map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }
}
