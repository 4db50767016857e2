/// The read API and the page as a service; assembles the packages below.
@NullMarked
package io.cryptodata.api;

import org.jspecify.annotations.NullMarked;
