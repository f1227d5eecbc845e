package io.footfall.sandbox;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts and stops the sandbox without the services. */
class LifecycleIT {
    private static final String NO_SERVICES = "--without=ingest,processor,alerts,dashboard";

    @TempDir
    private Path home;

    @Test
    void onSigintTheSandboxExitsWithStatusZeroAndLeavesNoProcess() throws Exception {
        try (var sandbox = RunningSandbox.ready(home.resolve("data"), Map.of(), NO_SERVICES, "--traffic=none")) {
            var children = sandbox.children();

            new ProcessBuilder("kill", "-INT", Long.toString(sandbox.process().pid()))
                    .start()
                    .waitFor();

            assertThat(sandbox.exitStatus()).isZero();
            assertThat(children).hasSize(2).noneMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void aStartAfterAKillStopsLeftoverProcessesAndKeepsTheData() throws Exception {
        var data = home.resolve("data");
        var killed = RunningSandbox.ready(data, Map.of(), NO_SERVICES, "--traffic=none");
        var leftovers = killed.children();
        killed.rows("INSERT INTO traffic (timestamp, clicks) VALUES (0, 7)");
        killed.killOutright();

        try (var sandbox = killed.again(Map.of(), NO_SERVICES, "--traffic=none")) {
            assertThat(leftovers).hasSize(2).noneMatch(ProcessHandle::isAlive);
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(sandbox.stored("traffic"))
                    .isOne());
            assertThat(sandbox.count("clicks")).isZero();
        }
    }

    @Test
    void aSecondSandboxOnTheSameDataIsRejected() throws Exception {
        var data = home.resolve("data");
        try (var first = RunningSandbox.ready(data, Map.of(), NO_SERVICES, "--traffic=none")) {
            var second = RunningSandbox.started(data, Map.of(), NO_SERVICES, "--traffic=none");

            assertThat(second.exitStatus()).isOne();
            assertThat(second.output()).singleElement().asString().contains("another sandbox runs on", "--data=DIR");
            assertThat(first.process().isAlive()).isTrue();
        }
    }

    @Test
    void aPortInUseIsReportedInOneLineBeforeAnythingStarts() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var sandbox = RunningSandbox.started(
                    home.resolve("data"), Map.of(), NO_SERVICES, "--smtp-port=" + other.getLocalPort());

            assertThat(sandbox.exitStatus()).isOne();
            assertThat(sandbox.output())
                    .singleElement()
                    .asString()
                    .contains(Integer.toString(other.getLocalPort()), "mail", "--smtp-port");
            assertThat(home.resolve("data")).doesNotExist();
        }
    }
}
