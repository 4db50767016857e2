package io.cryptodata.allinone.cli.projection;

import io.cryptodata.sinks.deployment.SinkTable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The tables that topics have, by name.
final class SinkTables {
    private SinkTables() {}

    /// @throws IllegalArgumentException naming the tables that exist, if one of the names is none
    static List<SinkTable> named(List<String> names) {
        return named(names, SinkTable.ALL);
    }

    /// Those of the operators, too.
    ///
    /// @throws IllegalArgumentException naming the tables that exist, if one of the names is none
    static List<SinkTable> namedOfAny(List<String> names) {
        return named(names, Stream.concat(SinkTable.ALL.stream(), SinkTable.OF_OPERATORS.stream()).toList());
    }

    private static List<SinkTable> named(List<String> names, List<SinkTable> tables) {
        List<SinkTable> found = new ArrayList<>();
        for (String name : names) {
            SinkTable table = tables.stream().filter(each -> each.table().equals(name)).findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException("no topic has a table '" + name + "'; the tables are "
                                    + String.join(", ", tables.stream().map(SinkTable::table).toList())));
            if (!found.contains(table)) {
                found.add(table);
            }
        }
        return found;
    }
}
