/// The rules of the house, held by the build: arrows, tidiness, documents.
@NullMarked
package io.cryptodata.allinone.rules;

import org.jspecify.annotations.NullMarked;
