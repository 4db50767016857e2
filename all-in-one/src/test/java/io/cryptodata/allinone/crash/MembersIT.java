package io.cryptodata.allinone.crash;

import io.cryptodata.allinone.crash.GroupMembers.Member;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.retry.Await;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// Streams processes as members of their group: one that is killed returns as the same member, one that is stopped leaves.
class MembersIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    /// far longer than a restart: what happens within it does not wait for it
    private static final Map<String, String> LONG_SESSION = Map.of("STREAMS_SESSION_TIMEOUT", "2m");

    private static final String CHANGELOG = "cryptodata-streams-market-state-changelog-(\\d+)";
    private static final Pattern STANDBY = Pattern
            .compile("standby of the store market-state has all of " + CHANGELOG + ": (\\d+) offsets");
    private static final Pattern RESTORED = Pattern
            .compile("restoring the store market-state from " + CHANGELOG + ": ([\\d,]+) records");

    @TempDir
    private Path folder;
    private CrashServers servers;
    private Admin admin;
    private final List<StreamsProcess> processes = new ArrayList<>();

    @BeforeEach
    void start() {
        servers = new CrashServers(folder);
        servers.start();
        admin = servers.admin();
    }

    @AfterEach
    void close() throws IOException {
        processes.forEach(StreamsProcess::close);
        admin.close();
        servers.close();
    }

    @Test
    void a_killed_process_returns_as_the_same_member_while_the_others_keep_their_partitions_and_a_stopped_one_leaves() {
        processes.add(servers.process(0, LONG_SESSION));
        Member first = await(group -> group.share(1)).members().getFirst();
        processes.add(servers.process(1, LONG_SESSION));
        GroupMembers both = await(group -> group.share(2));
        Member killed = both.named(first.name()).orElseThrow();
        Member other = both.members().stream().filter(member -> !member.equals(killed)).findFirst().orElseThrow();

        processes.getFirst().kill();
        processes.getFirst().restart();
        Set<Member> seen = new HashSet<>();
        GroupMembers after = await(group -> {
            group.named(other.name()).ifPresent(seen::add);
            return group.named(killed.name()).filter(member -> !member.id().equals(killed.id())).isPresent()
                    && group.share(2);
        });
        assertThat(seen).containsExactly(other);
        assertThat(after.named(killed.name()).orElseThrow().partitions()).isEqualTo(killed.partitions());

        processes.getFirst().stop();
        assertThat(await(group -> group.share(1)).members().getFirst().name()).isEqualTo(other.name());
    }

    @Test
    void a_standby_takes_over_without_restoring_everything() throws IOException {
        Map<String, String> settings = Map.of("STREAMS_STANDBYS", "1", "STREAMS_SESSION_TIMEOUT", "6s");
        long before;
        try (var values = AvroSerdes.of(Candle.class, servers.registry());
                CandleFeed feed = new CandleFeed(servers.bootstrap(), values.serializer(), 20, 100, 1)) {
            feed.publishHistory(100);
            processes.add(servers.process(0, settings));
            servers.awaitCaughtUp();
            processes.add(servers.process(1, settings));
            await(group -> group.share(2));
            feed.publishHistory(1);
            await(_ -> standbys() == CrashServers.PARTITIONS);
            before = restored();

            processes.getFirst().kill();
            feed.publishHistory(1);
            await(group -> group.share(1));
            servers.awaitCaughtUp();
        }
        long all = lines(STANDBY).mapToLong(MembersIT::recordsOf).sum();
        assertThat(restored() - before).as("of %,d records", all).isLessThan(all / 10);
        assertThat(new CrashVerifier(servers.bootstrap(), servers.registry(), (_, _) -> {}).problems()).isEmpty();
    }

    @Test
    void a_name_that_two_processes_have_ends_the_older_one_with_the_reason() {
        Map<String, String> name = Map.of("STREAMS_INSTANCE", "streams-1");
        processes.add(servers.process(0, name));
        await(group -> group.share(1));
        processes.add(servers.process(1, name));
        await(_ -> !processes.getFirst().isAlive());
        assertThat(read(logOf(processes.getFirst()))).contains("another process joined the group under the same name");
        assertThat(processes.getLast().isAlive()).isTrue();
    }

    private long standbys() {
        return lines(STANDBY).map(line -> line.group(1)).distinct().count();
    }

    private long restored() {
        return lines(RESTORED).mapToLong(MembersIT::recordsOf).sum();
    }

    private static long recordsOf(MatchResult line) {
        return Long.parseLong(line.group(2).replace(",", ""));
    }

    /// In the logs of all processes.
    private Stream<MatchResult> lines(Pattern pattern) {
        return processes.stream().map(MembersIT::logOf).flatMap(log -> pattern.matcher(read(log)).results());
    }

    private static Path logOf(StreamsProcess process) {
        return process.folder().resolve("logs/streams/cda.log");
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GroupMembers await(Predicate<GroupMembers> condition) {
        GroupMembers[] last = {GroupMembers.of(admin)};
        boolean met = Await.until(() -> {
            last[0] = GroupMembers.of(admin);
            return condition.test(last[0]);
        }, TIMEOUT);
        assertThat(met).as("within %s; last: %s", TIMEOUT, last[0]).isTrue();
        return last[0];
    }
}
