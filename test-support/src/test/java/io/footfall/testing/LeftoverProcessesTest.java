package io.footfall.testing;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherFactory;

class LeftoverProcessesTest {
    private Process jvm;
    private ProcessHandle child;
    private ProcessHandle grandchild;

    @BeforeEach
    void startTestsThatHang() throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Tests.class.getName());
        builder.environment().put("TEST_JVM", UUID.randomUUID().toString());
        jvm = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var output = jvm.inputReader()) {
            child = started(output.readLine());
            grandchild = started(output.readLine());
        }
    }

    private static ProcessHandle started(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    @AfterEach
    void end() {
        child.destroyForcibly();
        grandchild.destroyForcibly();
        jvm.destroyForcibly();
    }

    @Test
    void processesEndWithTheJvmThatIsKilledAndThoseOfOthersGoOn() throws Exception {
        var other = new ProcessBuilder("sleep", "600").start();
        try {
            jvm.destroyForcibly().waitFor();

            child.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            grandchild.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    /** The JVM of the tests. */
    static final class Tests {
        public static void main(String[] none) {
            LauncherFactory.create()
                    .execute(request().selectors(selectClass(Hanging.class)).build());
        }
    }

    static final class Hanging {
        @Test
        void hangs() throws Exception {
            var shell = new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; wait").start();
            System.out.println(shell.pid());
            System.out.println(shell.inputReader().readLine());
            System.out.flush();
            shell.waitFor();
        }
    }
}
