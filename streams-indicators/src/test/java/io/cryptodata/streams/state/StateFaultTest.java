package io.cryptodata.streams.state;

import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

import java.io.IOException;
import java.util.Set;

import static io.cryptodata.streams.state.StateFault.Kind.NO_SPACE;
import static io.cryptodata.streams.state.StateFault.Kind.UNUSABLE;
import static org.assertj.core.api.Assertions.assertThat;

class StateFaultTest {
    private static final String STORE = "/data/7_7/streams/cryptodata-streams/0_3/rocksdb/market-state";

    @Test
    void damaged_and_missing_files_make_the_folder_of_their_task_unusable() {
        assertUnusable(opening(rocks(Status.Code.Corruption, "CURRENT file does not end with newline")), "0_3");
        assertUnusable(opening(rocks(Status.Code.IOError, "No such file or directory: While opening a file")), "0_3");
        assertUnusable(new StreamsException(new ProcessorStateException("Error while getting value for key",
                rocks(Status.Code.Corruption, "block checksum mismatch in " + STORE + "/000011.sst offset 28765"))),
                "0_3");
    }

    @Test
    void a_file_in_place_of_a_folder_is_unusable() {
        assertUnusable(new ProcessorStateException("state directory [/x/cryptodata-streams/2_1] can't be created as"
                + " there is an existing file with the same name"), "2_1");
        assertUnusable(new ProcessorStateException("global state directory [/x/cryptodata-streams/global] can't be"
                + " created as there is an existing file with the same name"), "global");
    }

    @Test
    void an_unreadable_checkpoint_is_unusable() {
        assertUnusable(new ProcessorStateException("Error migrating checkpoint file for task '0_1'",
                new NumberFormatException("garbage")), "0_1");
        assertUnusable(new ProcessorStateException("Error migrating checkpoint file for task 'null'",
                new NumberFormatException("garbage")), "global");
    }

    @Test
    void a_global_store_that_was_not_closed_is_unusable() {
        assertUnusable(new TaskCorruptedException(Set.of(new TaskId(-1, -1))), "global");
    }

    @Test
    void a_full_disk_is_a_lack_of_space_of_any_store() {
        String text = "No space left on device: While appending to file: " + STORE + "/000014.sst";
        assertThat(StateFault.behind(opening(rocks(Status.Code.IOError, text)))).get()
                .isEqualTo(new StateFault(NO_SPACE, Set.of(), text));
        assertThat(StateFault.behind(new StreamsException(new IOException("Disk quota exceeded"))))
                .get().extracting(StateFault::kind).isEqualTo(NO_SPACE);
    }

    @Test
    void locks_permissions_and_other_failures_remove_nothing() {
        assertThat(StateFault.behind(opening(rocks(Status.Code.IOError, "While lock file: " + STORE + "/LOCK"))))
                .isEmpty();
        assertThat(StateFault.behind(opening(rocks(Status.Code.IOError, "Permission denied")))).isEmpty();
        assertThat(StateFault.behind(new StreamsException(new TimeoutException("no response")))).isEmpty();
        assertThat(StateFault.behind(new IllegalStateException("a bug in " + STORE))).isEmpty();
    }

    private static void assertUnusable(Throwable failure, String folder) {
        assertThat(StateFault.behind(failure)).hasValueSatisfying(fault -> {
            assertThat(fault.kind()).isEqualTo(UNUSABLE);
            assertThat(fault.folders()).contains(folder).doesNotContain("market-state");
        });
    }

    private static ProcessorStateException opening(RocksDBException cause) {
        return new ProcessorStateException("Error opening store market-state at location " + STORE, cause);
    }

    private static RocksDBException rocks(Status.Code code, String text) {
        return new RocksDBException(text, new Status(code, Status.SubCode.None, text));
    }
}
