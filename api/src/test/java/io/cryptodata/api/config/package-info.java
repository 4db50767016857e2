/// Tests of the settings of the read API and the page.
@NullMarked
package io.cryptodata.api.config;

import org.jspecify.annotations.NullMarked;
