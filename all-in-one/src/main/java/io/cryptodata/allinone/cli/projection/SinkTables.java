package io.cryptodata.allinone.cli.projection;

import io.cryptodata.sinks.deployment.SinkTable;

import java.util.ArrayList;
import java.util.List;

/// The tables that sinks fill, by name.
final class SinkTables {
    private SinkTables() {}

    /// @throws IllegalArgumentException naming the tables that exist, if one of the names is none
    static List<SinkTable> named(List<String> names) {
        List<SinkTable> found = new ArrayList<>();
        for (String name : names) {
            SinkTable table = SinkTable.ALL.stream().filter(each -> each.table().equals(name)).findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException("no sink fills a table '" + name + "'; the tables are "
                                    + String.join(", ", SinkTable.ALL.stream().map(SinkTable::table).toList())));
            if (!found.contains(table)) {
                found.add(table);
            }
        }
        return found;
    }
}
