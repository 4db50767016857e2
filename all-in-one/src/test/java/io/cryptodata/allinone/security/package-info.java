/// Connections that are encrypted and have a login, against servers that demand both.
@NullMarked
package io.cryptodata.allinone.security;

import org.jspecify.annotations.NullMarked;
