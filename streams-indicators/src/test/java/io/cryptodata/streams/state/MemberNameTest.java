package io.cryptodata.streams.state;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class MemberNameTest {
    @TempDir
    private Path temp;
    private Path folder;

    @BeforeEach
    void folder() throws IOException {
        folder = Files.createDirectories(temp.resolve("original"));
        Files.writeString(folder.resolve("kafka-streams-process-metadata"), "{}");
    }

    @Test
    void a_folder_keeps_its_name_also_when_it_is_moved() throws IOException {
        String name = nameOf(folder);
        assertThat(name).matches("streams-[0-9a-f]{8}");
        assertThat(nameOf(folder)).isEqualTo(name);
        Path moved = Files.move(folder, temp.resolve("moved"));
        assertThat(nameOf(moved)).isEqualTo(name);
        assertThat(moved.resolve("kafka-streams-process-metadata")).exists();
    }

    @Test
    void a_copied_folder_is_another_member_and_another_process() throws IOException {
        String name = nameOf(folder);
        Path copy = Files.createDirectories(temp.resolve("copy"));
        for (String file : new String[]{"member", "kafka-streams-process-metadata"}) {
            Files.copy(folder.resolve(file), copy.resolve(file));
        }
        assertThat(nameOf(copy)).matches("streams-[0-9a-f]{8}").isNotEqualTo(name);
        assertThat(copy.resolve("kafka-streams-process-metadata")).doesNotExist();
        assertThat(nameOf(folder)).isEqualTo(name);
    }

    @Test
    void a_damaged_name_is_replaced() throws IOException {
        nameOf(folder);
        Files.writeString(folder.resolve("member"), "");
        assertThat(nameOf(folder)).matches("streams-[0-9a-f]{8}").isEqualTo(nameOf(folder));
    }

    private static String nameOf(Path folder) throws IOException {
        return new MemberName(folder.resolve("member")).get();
    }
}
