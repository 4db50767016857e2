@NullMarked
package io.cryptodata.api.graphql;

import org.jspecify.annotations.NullMarked;
