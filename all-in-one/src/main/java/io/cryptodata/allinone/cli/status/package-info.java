/// `./cda status`: how each part is, and how far each market has come.
@NullMarked
package io.cryptodata.allinone.cli.status;

import org.jspecify.annotations.NullMarked;
