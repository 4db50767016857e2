package io.cryptodata.allinone.doctor;

import io.cryptodata.service.retry.Await;
import io.cryptodata.service.topic.GroupLag;
import io.cryptodata.service.topic.GroupProgress;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.deployment.ConnectApi;
import io.cryptodata.sinks.deployment.ConnectorConfig;
import io.cryptodata.sinks.deployment.ConnectorStatus;
import io.cryptodata.sinks.deployment.OverridesSource;
import io.cryptodata.sinks.deployment.SinkTable;
import io.cryptodata.sinks.slot.ReplicationSlot;
import io.cryptodata.sinks.slot.SlotState;
import org.apache.kafka.clients.admin.Admin;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Kafka Connect: its plugins, the replication slot, the connectors with their tasks, and how far the sinks are.
///
/// @param timeout of each check
record ConnectChecks(Installation installation, Duration timeout) {
    private static final String WHY_SINKS = "its table gets no new rows";
    private static final String WHY_SOURCE = "operators' rows have no effect";
    private static final String RUNBOOK = "docs/runbook.md#connectordown";
    /// of the alert SinkLagging
    private static final long MOST_BEHIND = 10_000;
    /// the worker commits positions every five seconds
    private static final Duration COMMITS = Duration.ofSeconds(7);
    private static final long MEBIBYTE = 1 << 20;

    List<Check> all() {
        return List.of(Check.of(Checks.CONNECT, List.of(Checks.BROKER), _ -> connect()),
                Check.of(Checks.SLOT, List.of(Checks.DATABASE, Checks.LOGINS, Checks.CONNECT), _ -> slot()),
                new Check(Checks.CONNECTORS,
                        List.of(Checks.CONNECT, Checks.TOPICS, Checks.LOGINS, Checks.TABLES, Checks.SCHEMAS),
                        List.of(Checks.SLOT), this::connectors),
                Check.of(Checks.SINK_LAG, List.of(Checks.CONNECTORS), _ -> lag()));
    }

    private Outcome connect() {
        if (installation.connect().isEmpty() || installation.sinks().isEmpty()) {
            return Checks.unknown("CDA_CONNECT");
        }
        String url = installation.connect().get().url();
        Set<String> required = plugins(installation.sinks().get());
        try (ConnectApi api = new ConnectApi(installation.connect().get())) {
            Set<String> present = api.plugins();
            return Outcome.of(required.stream().filter(plugin -> !present.contains(plugin))
                    .map(plugin -> new Finding("the Connect worker at " + url + " has no plugin " + plugin,
                            "connectors that use it cannot start", "docs/how-to/run-connect-elsewhere.md"))
                    .toList(), url + ", " + required.size() + " plugins");
        } catch (IOException failed) {
            return Outcome.faulty("the Connect worker at " + url + " does not respond: " + Examination.text(failed),
                    "no table gets new rows, and operators' rows have no effect", "start it, or correct CDA_CONNECT");
        }
    }

    /// The connectors' classes.
    private static Set<String> plugins(SinksConfig config) {
        Set<String> classes = new TreeSet<>();
        ConnectorConfig.all(config).forEach(connector -> Optional
                .ofNullable(connector.settings().get("connector.class")).ifPresent(classes::add));
        return classes;
    }

    private Outcome slot() throws SQLException, IOException {
        String name = OverridesSource.SLOT;
        String fix = "start the process sinks: it reads the tables again; docs/runbook.md#connectordown";
        return switch (new ReplicationSlot(source(), name).state()) {
            case SlotState.Missing _ -> wasCreated()
                    ? Outcome.faulty("the replication slot " + name + " does not exist", WHY_SOURCE, fix)
                    : new Outcome.Healthy("not created yet");
            case SlotState.Lost(String reason) ->
                Outcome.faulty("the replication slot " + name + " is lost: " + reason, WHY_SOURCE, fix);
            case SlotState.Usable usable -> usable.endangered()
                    ? Outcome.faulty(
                            "the replication slot %s keeps %,d MB of the database's log, more than max_slot_wal_keep_size"
                                    .formatted(name, usable.retainedBytes() / MEBIBYTE),
                            "it is lost at any moment, or fills the disk", "docs/runbook.md#slotretainslog")
                    : new Outcome.Healthy("%s keeps %,d MB of the database's log".formatted(name,
                            usable.retainedBytes() / MEBIBYTE));
        };
    }

    private DatabaseAccess source() {
        return installation.sinks().orElseThrow().source();
    }

    private boolean wasCreated() throws IOException {
        try (ConnectApi api = new ConnectApi(installation.connect().orElseThrow())) {
            return api.sourceOffset(OverridesSource.NAME).isPresent();
        }
    }

    private Outcome connectors(List<Finding> earlier) throws IOException, SQLException {
        List<Finding> findings = new ArrayList<>();
        List<ConnectorConfig> wanted = ConnectorConfig.all(installation.sinks().orElseThrow());
        boolean slotIsFaulty = earlier.stream().anyMatch(finding -> finding.names(OverridesSource.SLOT));
        try (ConnectApi api = new ConnectApi(installation.connect().orElseThrow())) {
            for (ConnectorConfig connector : wanted) {
                if (!slotIsFaulty || !connector.name().equals(OverridesSource.NAME)) {
                    finding(connector.name(), api.status(connector.name())).ifPresent(findings::add);
                }
            }
        }
        boolean sourceRuns = !slotIsFaulty && findings.stream().noneMatch(found -> found.names(OverridesSource.NAME));
        if (sourceRuns && new ReplicationSlot(source(), OverridesSource.SLOT).state() instanceof SlotState.Usable slot
                && !slot.active()) {
            findings.add(new Finding("connector " + OverridesSource.NAME + " runs, but does not read from slot "
                    + OverridesSource.SLOT, WHY_SOURCE, "restart it: " + RUNBOOK));
        }
        return Outcome.of(findings, wanted.size() + " running");
    }

    private static Optional<Finding> finding(String connector, Optional<ConnectorStatus> status) {
        String why = connector.equals(OverridesSource.NAME) ? WHY_SOURCE : WHY_SINKS;
        if (status.isEmpty()) {
            return Optional.of(new Finding("connector " + connector + " is not deployed", why,
                    "start the process sinks, which deploys it"));
        }
        ConnectorStatus found = status.get();
        if (found.isRunning()) {
            return Optional.empty();
        }
        boolean stopped = found.state().equals("PAUSED") || found.isStopped();
        return Optional.of(new Finding("connector " + connector + " does not run: " + found.summary(), why, stopped
                ? "resume it: PUT /connectors/" + connector + "/resume at the Connect worker"
                : RUNBOOK));
    }

    private Outcome lag() {
        List<Finding> findings = new ArrayList<>();
        List<String> behind = new ArrayList<>();
        try (Admin admin = BrokerChecks.admin(installation.broker().orElseThrow(), timeout)) {
            for (SinkTable table : SinkTable.ALL) {
                GroupLag.progress(admin, table.group(), table.topic()).filter(now -> now.lag() > MOST_BEHIND)
                        .ifPresent(now -> {
                            if (advances(admin, table, now)) {
                                behind.add(behind(table, now));
                            } else {
                                findings.add(new Finding(behind(table, now) + " and does not advance", WHY_SINKS,
                                        "docs/runbook.md#sinkstalled"));
                            }
                        });
            }
        }
        return Outcome.of(findings, behind.isEmpty()
                ? "no sink is far behind"
                : "catching up: " + String.join(", ", behind));
    }

    private static String behind(SinkTable table, GroupProgress progress) {
        return String.format(Locale.ROOT, "connector %s is %,d records behind", table.connector(), progress.lag());
    }

    private static boolean advances(Admin admin, SinkTable table, GroupProgress before) {
        return Await.until(() -> GroupLag.progress(admin, table.group(), table.topic())
                .filter(now -> now.committed() > before.committed()).isPresent(), COMMITS);
    }
}
