/// Meters of a process: one registry, one naming scheme.
///
/// Every meter of ours is named `cda.<part>.<thing>`: dots between words, all lower case. The part is one of `producers`,
/// `venue`, `streams`, `sinks`, `service`. The base unit (`seconds`, `bytes`) is set on the meter and not part of the
/// name; Prometheus appends it. A name does not contain a variable: what varies is a tag with few values, such as `exchange`
/// or `outcome`; never a market. Each is a [MeterDefinition] in a list (`ServiceMeters`, and one per process), from which the
/// reference page is generated. Meters of libraries (`jvm.`, `process.`, `system.`, `kafka.`) keep their names.
@NullMarked
package io.cryptodata.service.metrics;

import org.jspecify.annotations.NullMarked;
