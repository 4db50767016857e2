/// The tables as a projection of the topics: a topic is read into temporary tables, compared with the table that a sink fills
/// from it, and merged into it. Independent of the sink: it decodes records and determines the newest version of each row
/// itself.
@NullMarked
package io.cryptodata.sinks.projection;

import org.jspecify.annotations.NullMarked;
