package io.cryptodata.api.graphql;

import graphql.GraphQLContext;
import graphql.schema.Coercing;
import graphql.schema.GraphQLScalarType;

import java.util.Locale;
import java.util.function.UnaryOperator;

/// The scalars of results that GraphQL does not have.
final class ReadScalars {
    static final GraphQLScalarType TIME = scalar("Time", "A moment in ISO-8601 and UTC", Object::toString);
    static final GraphQLScalarType DAY = scalar("Day", "A day in UTC, such as 2026-03-01", Object::toString);
    static final GraphQLScalarType INTEGER = scalar("Integer", "A whole number of up to 53 bits", number -> number);
    static final GraphQLScalarType COUNTS = scalar("Counts", "An object with a whole number under each name",
            counts -> counts);

    private ReadScalars() {}

    private static GraphQLScalarType scalar(String name, String description, UnaryOperator<Object> serializer) {
        return GraphQLScalarType.newScalar().name(name).description(description)
                .coercing(new Coercing<Object, Object>() {
                    @Override
                    public Object serialize(Object result, GraphQLContext context, Locale locale) {
                        return serializer.apply(result);
                    }
                }).build();
    }
}
