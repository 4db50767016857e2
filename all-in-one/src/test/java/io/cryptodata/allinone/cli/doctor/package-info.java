/// `./cda doctor` without servers.
@NullMarked
package io.cryptodata.allinone.cli.doctor;

import org.jspecify.annotations.NullMarked;
