package io.cryptodata.allinone.cli.config;

import io.cryptodata.allinone.cli.config.SettingCatalogue.Entry;

import java.util.List;

/// Writes the reference of all settings as a document.
final class ConfigurationPage {
    private static final String INTRODUCTION = """
            # Configuration reference

            Every setting of every process, generated from the code that reads them; `ConfigurationReferenceTest` keeps this
            page true. How to set them: [Configure](../how-to/configure.md). `./cda config list` prints the same.
            """;
    private static final List<Section> SECTIONS = List.of(
            new Section("All processes and commands", "`commands` are those that look at an installation or prepare it,"
                    + " such as `topics`, `migrate`, `sql` and `status`.", List.of("CDA_")),
            new Section("Producers", "Which markets are tracked: [how-to](../how-to/choose-what-is-tracked.md).",
                    List.of("PRODUCERS_")),
            new Section("CoinGecko", "Read by the producers: [how-to](../how-to/coingecko.md).", List.of("COINGECKO_")),
            new Section("Streams", "[How to run several](../how-to/run-several-streams.md).", List.of("STREAMS_")),
            new Section("Sinks and Connect", "[How to run Connect elsewhere](../how-to/run-connect-elsewhere.md).",
                    List.of("SINKS_")),
            new Section("Page and read API", "[How to read over HTTP](../how-to/read-over-http.md),"
                    + " [how to operate from the page](../how-to/operate-from-the-page.md).", List.of("API_")));

    private ConfigurationPage() {}

    private record Section(String title, String introduction, List<String> prefixes) {
        boolean has(Entry entry) {
            return !isOfScript(entry) && prefixes.stream().anyMatch(entry.name()::startsWith);
        }
    }

    static String of(List<Entry> entries) {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (Section section : SECTIONS) {
            page.append("\n## ").append(section.title).append("\n\n").append(section.introduction).append("\n\n");
            page.append("| setting | default | value | meaning | read by |\n|---|---|---|---|---|\n");
            entries.stream().filter(section::has).forEach(entry -> page.append(row(entry)));
        }
        page.append("\n## Variables that cannot stand in a file\n\n| variable | default | meaning |\n|---|---|---|\n");
        entries.stream().filter(ConfigurationPage::isOfScript).forEach(entry -> page.append("| `").append(entry.name())
                .append("` | ").append(standard(entry)).append(" | ").append(entry.meaning()).append(" |\n"));
        return page.toString();
    }

    private static boolean isOfScript(Entry entry) {
        return entry.processes().contains(SettingCatalogue.SCRIPT);
    }

    private static String row(Entry entry) {
        String secret = entry.secret() ? "; **secret**, also as `" + entry.name() + "_FILE`" : "";
        return "| `%s` | %s | %s | %s | %s |%n"
                .formatted(entry.name(), standard(entry), escaped(entry.format()) + secret,
                        escaped(entry.meaning()), String.join(", ", entry.processes()))
                .replace("\r", "");
    }

    private static String standard(Entry entry) {
        if (entry.standard().isEmpty()) {
            return "none";
        }
        return entry.worded() ? escaped(entry.standard()) : "`" + entry.standard().replace("|", "\\|") + "`";
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("*", "\\*").replace("`\\*`", "`*`");
    }
}
