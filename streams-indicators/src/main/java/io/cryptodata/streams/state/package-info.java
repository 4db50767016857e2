/// The folder of the state stores: its checks, its failures, and the progress of its restoration.
@NullMarked
package io.cryptodata.streams.state;

import org.jspecify.annotations.NullMarked;
