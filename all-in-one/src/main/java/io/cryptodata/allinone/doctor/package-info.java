/// `./cda doctor`: checks of an installation from outside, from the cause to its consequences.
@NullMarked
package io.cryptodata.allinone.doctor;

import org.jspecify.annotations.NullMarked;
