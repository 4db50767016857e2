package io.cryptodata.allinone.cli;

import io.cryptodata.service.retry.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/// The script `./cda`, run with fake JDKs and a fake Maven.
class LauncherTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void without_a_new_enough_jdk_the_required_version_is_reported() throws Exception {
        Launcher launcher = new Launcher(folder);
        launcher.jdk("old", "17.0.15");
        launcher.set("CDA_JDK_PLACES", launcher.jdks().toString());
        Launcher.Result result = launcher.run("sql", "SELECT 1");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("JDK 25 or newer").hasLineCount(1);
    }

    @Test
    void finds_a_newer_jdk_although_the_default_java_is_older() throws Exception {
        Launcher launcher = ready();
        Files.createSymbolicLink(launcher.tools().resolve("java"),
                launcher.jdk("default", "17.0.1").resolve("bin/java"));
        assertThat(launcher.run("status").out()).contains("java 25\n");
    }

    @Test
    void a_configured_jdk_is_used_or_rejected_but_never_replaced() throws Exception {
        Launcher launcher = ready();
        launcher.set("CDA_JAVA_HOME", launcher.jdk("configured", "26").toString());
        assertThat(launcher.run("status").out()).contains("java 26");
        launcher.set("CDA_JAVA_HOME", launcher.jdk("too-old", "24.0.2").toString());
        Launcher.Result rejected = launcher.run("status");
        assertThat(rejected.status()).isEqualTo(1);
        assertThat(rejected.err()).contains("CDA_JAVA_HOME", "too-old", "JDK 25");
    }

    @Test
    void a_runtime_without_a_compiler_is_not_enough() throws Exception {
        Launcher launcher = new Launcher(folder);
        Files.delete(launcher.jdk("runtime", "25").resolve("bin/javac"));
        assertThat(launcher.run("status").err()).contains("JDK 25 or newer");
    }

    @Test
    void arguments_and_working_directory_are_passed_unchanged_also_through_a_link() throws Exception {
        Launcher launcher = ready();
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("my checkout/cda"));
        Path elsewhere = Files.createDirectory(folder.resolve("else where"));
        Launcher.Result result = launcher.run(link, elsewhere, "sql", "SELECT 'a  b' * 2", "");
        assertThat(result.out()).contains("[sql]\n[SELECT 'a  b' * 2]\n[]\n", "in " + elsewhere.toRealPath(),
                "[-Dcda.home=" + launcher.checkout().toRealPath() + "]");
    }

    @Test
    void the_process_becomes_the_jvm_so_that_signals_reach_it() throws Exception {
        Launcher.Result result = ready().run("demo");
        assertThat(result.out()).contains("pid " + result.pid() + "\n");
    }

    @Test
    void every_process_starts_with_the_class_path_of_its_module_alone() throws Exception {
        Launcher launcher = ready();
        for (List<String> process : List.of(List.of("producers", "producers", "io.cryptodata.producers.ProducersMain"),
                List.of("streams", "streams-indicators", "io.cryptodata.streams.StreamsMain"),
                List.of("sinks", "sinks", "io.cryptodata.sinks.SinksMain"),
                List.of("api", "api", "io.cryptodata.api.ApiMain"))) {
            String module = process.get(1);
            Launcher.Result ended = launcher.run(process.getFirst(), "--help", "a b");
            String builds = Pattern.quote(launcher.checkout().toRealPath() + "/all-in-one/target/cda/") + "build-\\S+/";
            assertThat(ended.out()).containsPattern("\\[-cp]\n\\[" + builds + module + "-1.jar:" + builds
                    + "domain.jar:" + builds + "service.jar:"
                    + Pattern.quote(launcher.ownLibraries().toRealPath() + "/of-")
                    + module + ".jar]\n\\["
                    + process.getLast() + "]\n\\[--help]\n\\[a b]\n");
        }
    }

    @Test
    void builds_once_and_again_only_when_sources_changed() throws Exception {
        Launcher launcher = new Launcher(folder);
        launcher.jdk("a", "25");
        launcher.maven("3.8.7", 0);
        Launcher.Result first = launcher.run("status");
        assertThat(first.err()).startsWith("cda: building").hasLineCount(1);
        assertThat(first.out()).contains("[status]").contains("/all-in-one/target/cda/build-");
        launcher.run("status");
        assertThat(launcher.builds()).isEqualTo(1);
        Path source = Files.writeString(launcher.checkout().resolve("domain/src/main/New.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        launcher.run("status");
        assertThat(launcher.builds()).isEqualTo(2);
    }

    @Test
    void builds_again_when_a_library_is_missing() throws Exception {
        Launcher launcher = ready();
        Files.delete(launcher.ownLibraries().resolve("common.jar"));
        launcher.run("status");
        assertThat(launcher.builds()).isEqualTo(2);
    }

    @Test
    void a_build_runs_without_the_libraries_of_maven() throws Exception {
        Launcher launcher = ready();
        Files.delete(launcher.libraries().resolve("common.jar"));
        assertThat(launcher.run("status").out())
                .contains("/*:" + launcher.ownLibraries().toRealPath() + "/common.jar]");
        assertThat(launcher.builds()).isOne();
    }

    @Test
    void without_a_build_an_unusable_last_one_is_one_sentence() throws Exception {
        Launcher launcher = ready();
        launcher.set("CDA_NO_BUILD", "1");
        Files.delete(launcher.ownLibraries().resolve("common.jar"));
        Launcher.Result result = launcher.run("status");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("common.jar cannot be read", "without CDA_NO_BUILD").hasLineCount(1);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void the_overview_needs_neither_a_build_nor_a_jdk() throws Exception {
        Launcher launcher = new Launcher(folder);
        for (String[] arguments : new String[][]{{}, {"-h"}, {"--help"}}) {
            Launcher.Result result = launcher.run(arguments);
            assertThat(result.status()).isZero();
            assertThat(result.out()).containsPattern("demo +run the whole product on this machine");
        }
        assertThat(launcher.builds()).isZero();
    }

    @Test
    void a_checkout_that_cannot_be_written_is_one_sentence_at_once() throws Exception {
        Launcher launcher = new Launcher(folder);
        launcher.jdk("a", "25");
        launcher.maven("3.8.7", 0);
        Path checkout = launcher.checkout();
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(checkout);
        Files.setPosixFilePermissions(checkout, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeFalse(Files.isWritable(checkout), "this account writes wherever it likes");
            Launcher.Result result = launcher.run("status");
            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err()).contains("needs to be built", checkout.toRealPath().toString(), "belongs to")
                    .hasLineCount(1);
        } finally {
            Files.setPosixFilePermissions(checkout, before);
        }
        assertThat(launcher.builds()).isZero();
    }

    @Test
    void every_process_has_the_same_locale() throws Exception {
        Launcher launcher = ready();
        launcher.set("LC_ALL", "tr_TR.UTF-8");
        launcher.set("LANGUAGE", "tr");
        assertThat(launcher.run("demo").out()).contains("locale C.UTF-8 \n");
    }

    @Test
    void a_failed_build_is_reported_with_its_log_and_nothing_starts() throws Exception {
        Launcher launcher = new Launcher(folder);
        launcher.jdk("a", "25");
        launcher.maven("3.9.15", 1);
        Launcher.Result result = launcher.run("status");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("something does not compile", "the build failed", "build.log");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void a_missing_or_old_maven_is_one_sentence() throws Exception {
        Launcher launcher = new Launcher(folder);
        launcher.jdk("a", "25");
        Launcher.Result missing = launcher.run("status");
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.err()).contains("Maven is missing", "3.8.7").hasLineCount(1);
        launcher.maven("3.6.3", 0);
        assertThat(launcher.run("status").err()).contains("3.6.3", "3.8.7 or newer").hasLineCount(1);
        assertThat(launcher.builds()).isZero();
    }

    @Test
    void a_lock_of_an_exited_process_is_taken_over() throws Exception {
        Launcher launcher = new Launcher(folder);
        launcher.jdk("a", "25");
        launcher.maven("3.8.7", 0);
        Path lock = Files.createDirectories(launcher.checkout().resolve("all-in-one/target/cda/lock"));
        Files.writeString(lock.resolve("pid"), "999999999");
        assertThat(launcher.run("status").out()).contains("[status]");
        assertThat(lock).doesNotExist();
    }

    @Test
    void a_cache_of_classes_is_recorded_once_in_the_background_and_used_from_then_on() throws Exception {
        Launcher launcher = ready();
        launcher.canKeepCaches();
        assertThat(launcher.run("tail", "--data", "my data", "candles.1h").out())
                .doesNotContain("AOTCache", "CommandTraining").contains("[tail]\n");
        assertThat(awaitCache(launcher, "topics-")).isTrue();
        assertThat(launcher.run("gaps").out()).contains("[-XX:AOTCache=" + launcher.caches().toRealPath() + "/topics-",
                "[-Xlog:aot*=off]", "[gaps]\n");
        assertThat(launcher.recordings()).hasSize(1).first().asString()
                .contains("CommandTraining topics tail --data my data candles.1h");
        assertThat(launcher.caches()).isDirectoryNotContaining(file -> file.toString().endsWith(".lock"));
    }

    @Test
    void a_cache_belongs_to_a_kind_of_command_a_jdk_and_a_build_and_never_to_a_process() throws Exception {
        Launcher launcher = ready();
        launcher.canKeepCaches();
        launcher.run("sql", "SELECT 1");
        assertThat(awaitCache(launcher, "sql-")).isTrue();
        assertThat(launcher.run("sql", "SELECT 1").out()).contains("[-XX:AOTCache=");
        for (String process : List.of("demo", "up", "connect", "producers", "streams", "sinks", "api", "ledger")) {
            assertThat(launcher.run(process).out()).doesNotContain("AOTCache");
        }
        assertThat(launcher.run("api").out()).contains("[-XX:+AutoCreateSharedArchive]",
                "[-XX:SharedArchiveFile=" + launcher.caches().toRealPath() + "/api-");
        launcher.set("CDA_JAVA_OPTIONS", "-Xshare:off");
        assertThat(launcher.run("api").out()).contains("[-Xshare:off]").doesNotContain("SharedArchive");
        assertThat(launcher.run("sql", "SELECT 1").out()).contains("[-Xshare:off]").doesNotContain("AOTCache");
        launcher.set("CDA_JAVA_OPTIONS", "");
        launcher.set("CDA_JAVA_HOME", launcher.jdk("other", "26").toString());
        launcher.failToRecord();
        assertThat(launcher.run("sql", "SELECT 1").out()).contains("java 26").doesNotContain("AOTCache");
        assertThat(Await.until(() -> recordings(launcher) == 2, TIMEOUT)).isTrue();
    }

    @Test
    void a_recording_that_fails_is_not_repeated_at_once() throws Exception {
        Launcher launcher = ready();
        launcher.canKeepCaches();
        launcher.failToRecord();
        for (int i = 0; i < 2; i++) {
            Launcher.Result result = launcher.run("status");
            assertThat(result.status()).isZero();
            assertThat(result.err()).isEmpty();
            assertThat(result.out()).doesNotContain("AOTCache");
            assertThat(Await.until(() -> recordings(launcher) == 1, TIMEOUT)).isTrue();
        }
        assertThat(launcher.caches()).isDirectoryNotContaining(file -> file.toString().endsWith(".aot"));
    }

    @Test
    void a_folder_that_cannot_hold_a_cache_changes_nothing() throws Exception {
        Launcher launcher = ready();
        launcher.canKeepCaches();
        Files.delete(launcher.caches());
        Files.createFile(launcher.caches());
        Launcher.Result result = launcher.run("status");
        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("[status]").doesNotContain("AOTCache");
        assertThat(launcher.recordings()).isEmpty();
    }

    private static boolean awaitCache(Launcher launcher, String kind) {
        return Await.until(() -> hasCache(launcher, kind), TIMEOUT);
    }

    /// Whether the cache is complete and its lock is gone.
    private static boolean hasCache(Launcher launcher, String kind) {
        try (Stream<Path> files = Files.list(launcher.caches())) {
            List<String> names = files.map(file -> file.getFileName().toString()).toList();
            return names.stream().anyMatch(name -> name.startsWith(kind) && name.endsWith(".aot"))
                    && names.stream().noneMatch(name -> name.endsWith(".lock"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int recordings(Launcher launcher) {
        try {
            return launcher.recordings().size();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// A built checkout.
    private Launcher ready() throws Exception {
        Launcher launcher = new Launcher(folder);
        launcher.jdk("a", "25");
        launcher.maven("3.8.7", 0);
        assertThat(launcher.run("status").status()).isZero();
        return launcher;
    }
}
