/// The whole product on one machine: which parts run, in which order, and when everything has landed.
@NullMarked
package io.cryptodata.allinone.demo;

import org.jspecify.annotations.NullMarked;
