@NullMarked
package io.cryptodata.api.http;

import org.jspecify.annotations.NullMarked;
