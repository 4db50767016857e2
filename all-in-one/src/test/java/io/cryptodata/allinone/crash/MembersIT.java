package io.cryptodata.allinone.crash;

import io.cryptodata.allinone.crash.GroupMembers.Member;
import io.cryptodata.service.retry.Await;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;

/// Streams processes as members of their group: one that is killed returns as the same member, one that is stopped leaves.
class MembersIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    /// far longer than a restart: what happens within it does not wait for it
    private static final Map<String, String> LONG_SESSION = Map.of("STREAMS_SESSION_TIMEOUT", "2m");

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
