package io.footfall.sandbox.children;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a child process is started, each time in the same way.
 *
 * @param name what people call it
 * @param command program and arguments
 * @param environment added to the sandbox's own
 * @param shown which lines of its output people see
 */
public record Launch(String name, List<String> command, Map<String, String> environment, Trouble shown) {
    private static final Path SHELL = Path.of("/bin/sh");

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    Process start() throws IOException {
        var builder = new ProcessBuilder(deafToInterrupts(command)).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /**
     * Ctrl-C reaches every process of the terminal at once; the children must outlive it, because the
     * sandbox ends them in order. A JVM leaves a signal alone that was ignored when it started;
     * a native binary does not and ends at once, as it would be asked to anyway.
     */
    private static List<String> deafToInterrupts(List<String> command) {
        if (!Files.isExecutable(SHELL)) {
            return command;
        }
        var deaf = new ArrayList<>(List.of(SHELL.toString(), "-c", "trap '' INT; exec \"$@\"", "sh"));
        deaf.addAll(command);
        return deaf;
    }
}
