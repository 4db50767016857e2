/// The live stream: records of the topics as Server-Sent Events, with resume.
@NullMarked
package io.cryptodata.api.live;

import org.jspecify.annotations.NullMarked;
