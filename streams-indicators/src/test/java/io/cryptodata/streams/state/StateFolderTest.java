package io.cryptodata.streams.state;

import io.cryptodata.service.lifecycle.SetupException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StateFolderTest {
    @TempDir
    private Path temp;
    private Path stores;
    private StateFolder folder;

    @AfterEach
    void release() {
        folder.release(true);
    }

    @BeforeEach
    void folder() {
        stores = temp.resolve("streams/app");
        folder = new StateFolder(temp.resolve("streams"), "app");
    }

    @Test
    void a_missing_folder_is_created() {
        folder.acquire();
        assertThat(stores).isDirectory();
        assertThat(folder.hasSpace()).isTrue();
    }

    @Test
    void a_file_in_its_place_is_named_and_kept() throws IOException {
        Files.writeString(temp.resolve("streams"), "mine");
        assertThatThrownBy(folder::acquire).isInstanceOf(SetupException.class)
                .hasMessage("the state folder " + temp.resolve("streams")
                        + " is a file; correct it, or set STREAMS_STATE_DIR to another folder");
        assertThat(temp.resolve("streams")).hasContent("mine");
    }

    /// `/proc` refuses new files to everybody, root included.
    @Test
    void a_folder_that_cannot_be_written_is_named() {
        assertThatThrownBy(new StateFolder(Path.of("/proc/streams"), "app")::acquire)
                .isInstanceOf(SetupException.class).hasMessageContaining("the state folder /proc/streams cannot be")
                .hasMessageContaining("STREAMS_STATE_DIR");
    }

    @Test
    void removes_the_folder_of_a_task_and_nothing_else() throws IOException {
        Files.createDirectories(stores.resolve("0_1/rocksdb/store"));
        Files.writeString(stores.resolve("0_1/rocksdb/store/CURRENT"), "garbage");
        Files.createDirectories(stores.resolve("0_2"));
        Files.writeString(stores.resolve("notes"), "mine");
        folder.remove("0_1", "corrupt");
        folder.remove("0_9", "absent");
        assertThat(stores).isDirectoryNotContaining(path -> path.endsWith("0_1"))
                .isDirectoryContaining(path -> path.endsWith("0_2"))
                .isDirectoryContaining(path -> path.endsWith("notes"));
        assertThatThrownBy(() -> folder.remove("..", "corrupt")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> folder.remove("notes", "corrupt")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stores_of_a_killed_process_are_removed_and_nothing_else() throws IOException {
        folder.acquire();
        String name = folder.memberName();
        Files.createDirectories(stores.resolve("0_1/rocksdb/store"));
        Files.createDirectories(stores.resolve("global/rocksdb/rates"));
        Files.writeString(stores.resolve("notes"), "mine");
        folder.release(false);
        Files.writeString(stores.resolve("running"), "4711 (started at 2026-01-01T00:00:00Z)");
        folder.acquire();
        assertThat(stores).isDirectoryNotContaining(path -> path.endsWith("0_1"))
                .isDirectoryNotContaining(path -> path.endsWith("global"))
                .isDirectoryContaining(path -> path.endsWith("notes"));
        assertThat(folder.memberName()).isEqualTo(name);
    }

    @Test
    void stores_that_were_closed_are_kept() throws IOException {
        folder.acquire();
        Files.createDirectories(stores.resolve("0_1/rocksdb/store"));
        folder.release(true);
        assertThat(stores.resolve("running")).doesNotExist();
        folder.acquire();
        assertThat(stores.resolve("0_1/rocksdb/store")).isDirectory();
    }

    /// The threads of a client that did not end in time may still use them.
    @Test
    void stores_that_this_process_could_not_close_are_kept() throws IOException {
        folder.acquire();
        Files.createDirectories(stores.resolve("0_1/rocksdb/store"));
        folder.release(false);
        assertThat(stores.resolve("running")).exists();
        folder.acquire();
        assertThat(stores.resolve("0_1/rocksdb/store")).isDirectory();
    }

    @Test
    void stores_without_a_mark_of_their_process_are_kept() throws IOException {
        Files.createDirectories(stores.resolve("0_1/rocksdb/store"));
        folder.acquire();
        assertThat(stores.resolve("0_1/rocksdb/store")).isDirectory();
    }

    @Test
    void a_folder_in_use_is_refused_with_what_to_do_and_its_stores_are_kept() throws IOException {
        folder.acquire();
        Files.createDirectories(stores.resolve("0_1"));
        StateFolder second = new StateFolder(temp.resolve("streams"), "app");
        assertThatThrownBy(second::acquire).isInstanceOf(SetupException.class).hasMessage("the state folder " + stores
                + " is in use by this process; stop that one, or set STREAMS_STATE_DIR to another folder");
        second.release(true);
        assertThat(stores.resolve("0_1")).isDirectory();
        assertThatThrownBy(second::acquire).isInstanceOf(SetupException.class);
    }

    @Test
    void a_folder_in_use_by_another_process_names_it(@TempDir Path classes) throws Exception {
        folder.acquire();
        folder.release(true);
        Path source = Files.writeString(classes.resolve("Holder.java"), """
                void main(String[] arguments) throws Exception {
                    var channel = java.nio.channels.FileChannel.open(java.nio.file.Path.of(arguments[0]),
                            java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE);
                    channel.lock();
                    channel.write(java.nio.ByteBuffer.wrap("4711".getBytes()));
                    System.out.println("locked");
                    System.in.read();
                }
                """);
        Process holder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                source.toString(), stores.resolve("running").toString()).start();
        try (BufferedReader output = holder.inputReader()) {
            assertThat(output.readLine()).isEqualTo("locked");
            assertThatThrownBy(folder::acquire).isInstanceOf(SetupException.class)
                    .hasMessageContaining(" is in use by process 4711; stop that one");
        } finally {
            holder.destroyForcibly().waitFor();
        }
        Files.createDirectories(stores.resolve("0_1"));
        folder.acquire();
        assertThat(stores.resolve("0_1")).doesNotExist();
    }

    @Test
    void a_lack_of_space_names_the_folder_and_what_is_needed() {
        folder.acquire();
        assertThat(folder.describeLackOfSpace()).startsWith("the state folder " + stores + " has no space left: ")
                .endsWith("MB are free; the stream needs at least 16 MB");
    }

    @Test
    void stores_are_kept_as_long_as_their_topics_are_the_same() throws IOException {
        folder.acquire();
        folder.keepOnlyOf(Map.of("candles.1h", "a"));
        Files.createDirectories(stores.resolve("0_1"));
        Files.createDirectories(stores.resolve("global"));
        folder.keepOnlyOf(Map.of("candles.1h", "a", "app-store-changelog", "b"));
        folder.keepOnlyOf(Map.of("candles.1h", "a", "app-store-changelog", "b"));
        assertThat(stores.resolve("0_1")).exists();
        assertThat(stores.resolve("global")).exists();
    }

    @Test
    void stores_are_removed_when_one_of_their_topics_was_created_again_or_is_gone() throws IOException {
        folder.acquire();
        for (Map<String, String> now : List.of(Map.of("candles.1h", "a", "changelog", "c"),
                Map.of("candles.1h", "c", "changelog", "b"), Map.of("candles.1h", "a"))) {
            folder.keepOnlyOf(Map.of("candles.1h", "a", "changelog", "b"));
            Files.writeString(Files.createDirectories(stores.resolve("0_1/rocksdb")).resolve("CURRENT"), "old");
            Files.writeString(stores.resolve("notes"), "mine");
            folder.keepOnlyOf(now);
            assertThat(stores.resolve("0_1")).doesNotExist();
            assertThat(stores.resolve("notes")).exists();
            Files.createDirectories(stores.resolve("0_1"));
            folder.keepOnlyOf(now);
            assertThat(stores.resolve("0_1")).exists();
        }
    }

    @Test
    void stores_without_a_record_of_their_topics_are_removed_once() throws IOException {
        Files.createDirectories(stores.resolve("0_1"));
        folder.keepOnlyOf(Map.of("candles.1h", "a"));
        assertThat(stores.resolve("0_1")).doesNotExist();
        Files.createDirectories(stores.resolve("0_1"));
        folder.keepOnlyOf(Map.of("candles.1h", "a"));
        assertThat(stores.resolve("0_1")).exists();
    }
}
