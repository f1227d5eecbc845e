package io.footfall.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Kills processes that tests have started and not ended, once the JVM of the tests has ended, however it did. The build
 * gives this JVM a name in its environment, which all processes below it inherit, by whatever way they were started. A
 * shell waits for the end of the JVM: it reads from a pipe, which the system closes then. JUnit finds this listener by
 * itself.
 */
public final class LeftoverProcesses implements TestExecutionListener {
    private static final String NAME = "TEST_JVM";

    /**
     * Only Linux has the environment of processes in files. A process that is killed may be about to start another. The
     * build starts the JVM in a shell, which has the name too, and is needed for the JVM's exit status.
     */
    private static final String KILL = """
            trap '' INT TERM HUP
            cat
            found=yes
            rounds=0
            while [ -n "$found" ] && [ $rounds -lt 300 ]; do
              found=
              rounds=$((rounds + 1))
              for file in $(grep -lszxF "$0" /proc/[0-9]*/environ); do
                pid=${file#/proc/}
                pid=${pid%/environ}
                if [ "$pid" != "$1" ]; then
                  kill -KILL "$pid" && found=yes
                fi
              done
              sleep 0.1
            done
            """;

    private static Process shell;

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        var name = System.getenv(NAME);
        if (name != null) {
            killAtTheEnd(name);
        }
    }

    private static synchronized void killAtTheEnd(String name) {
        if (shell != null) {
            return;
        }
        var parent = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
        var builder = new ProcessBuilder("sh", "-c", KILL, NAME + "=" + name, Long.toString(parent))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().remove(NAME);
        try {
            shell = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
