package io.footfall.sandbox.children;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Describes how to start a child process.
 *
 * @param name as shown on the console
 * @param command program and arguments
 * @param environment variables in addition to those of the sandbox
 * @param echo lines of its log that the console shows too
 */
public record LaunchSpec(String name, List<String> command, Map<String, String> environment, EchoThreshold echo) {
    private static final Path SHELL = Path.of("/bin/sh");

    public LaunchSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    Process start() throws IOException {
        var builder = new ProcessBuilder(ignoringInterrupts(command)).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /**
     * Starts the child with SIGINT ignored. Ctrl-C reaches every process of the terminal, but the sandbox has to stop
     * its children in order. A JVM keeps a signal ignored that was ignored at its start. A native binary does not: it
     * stops at once.
     */
    private static List<String> ignoringInterrupts(List<String> command) {
        if (!Files.isExecutable(SHELL)) {
            return command;
        }
        var wrapped = new ArrayList<>(List.of(SHELL.toString(), "-c", "trap '' INT; exec \"$@\"", "sh"));
        wrapped.addAll(command);
        return wrapped;
    }
}
