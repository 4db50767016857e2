package io.cryptodata.streams.state;

import io.cryptodata.service.lifecycle.SetupException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StateFolderTest {
    @TempDir
    private Path temp;
    private Path stores;
    private StateFolder folder;

    @BeforeEach
    void folder() {
        stores = temp.resolve("streams/app");
        folder = new StateFolder(temp.resolve("streams"), "app");
    }

    @Test
    void a_missing_folder_is_created() {
        folder.requireUsable();
        assertThat(stores).isEmptyDirectory();
        assertThat(folder.hasSpace()).isTrue();
    }

    @Test
    void a_file_in_its_place_is_named_and_kept() throws IOException {
        Files.writeString(temp.resolve("streams"), "mine");
        assertThatThrownBy(folder::requireUsable).isInstanceOf(SetupException.class)
                .hasMessage("the state folder " + temp.resolve("streams")
                        + " is a file; correct it, or set STREAMS_STATE_DIR to another folder");
        assertThat(temp.resolve("streams")).hasContent("mine");
    }

    /// `/proc` refuses new files to everybody, root included.
    @Test
    void a_folder_that_cannot_be_written_is_named() {
        assertThatThrownBy(new StateFolder(Path.of("/proc/streams"), "app")::requireUsable)
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
    void a_lack_of_space_names_the_folder_and_what_is_needed() {
        folder.requireUsable();
        assertThat(folder.describeLackOfSpace()).startsWith("the state folder " + stores + " has no space left: ")
                .endsWith("MB are free; the stream needs at least 16 MB");
    }
}
