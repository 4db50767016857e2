/// `./cda doctor`: what is wrong with an installation, in the order in which to fix it, as text or JSON.
@NullMarked
package io.cryptodata.allinone.cli.doctor;

import org.jspecify.annotations.NullMarked;
