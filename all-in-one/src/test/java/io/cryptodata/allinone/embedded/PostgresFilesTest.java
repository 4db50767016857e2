package io.cryptodata.allinone.embedded;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class PostgresFilesTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void several_that_unpack_at_the_same_time_all_have_the_programs_and_leave_nothing_else() throws Exception {
        Path programs = folder.resolve("programs");
        Path abandoned = Files.createDirectories(folder.resolve("programs.partial/bin"));
        Files.setLastModifiedTime(abandoned.getParent(), FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        List<Future<PostgresFiles>> unpacked = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (int i = 0; i < 3; i++) {
                unpacked.add(threads.submit(() -> PostgresFiles.unpackedIn(programs)));
            }
        }
        for (Future<PostgresFiles> each : unpacked) {
            assertThat(Path.of(each.get().program("initdb"))).isExecutable();
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(programs);
        }
    }
}
