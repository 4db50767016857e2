/// The read models over GraphQL: one field for each, with limits on what a query may cost.
@NullMarked
package io.cryptodata.api.graphql;

import org.jspecify.annotations.NullMarked;
