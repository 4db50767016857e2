/// What every read model is made of: parameters that are checked before anything is read, columns with one type in every
/// format, and rows in pages.
@NullMarked
package io.cryptodata.api.query;

import org.jspecify.annotations.NullMarked;
