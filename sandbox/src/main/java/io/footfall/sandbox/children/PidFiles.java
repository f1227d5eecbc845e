package io.footfall.sandbox.children;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Pid files of the running children, with which the next sandbox can stop children of one that was killed. */
public final class PidFiles {
    private static final long STOP_TIMEOUT_SECONDS = 15;

    private final Path directory;

    public PidFiles(Path directory) {
        this.directory = directory;
    }

    void write(String name, ProcessHandle process) throws IOException {
        Files.createDirectories(directory);
        var start = process.info().startInstant().orElse(Instant.EPOCH);
        Files.writeString(file(name), process.pid() + " " + start.toEpochMilli());
    }

    void delete(String name) throws IOException {
        Files.deleteIfExists(file(name));
    }

    /**
     * Stops the processes that still run, and deletes their pid files.
     *
     * @return names of the stopped processes
     */
    public List<String> stopLeftovers() throws IOException, InterruptedException {
        var stopped = new ArrayList<String>();
        if (!Files.isDirectory(directory)) {
            return stopped;
        }
        try (var files = Files.newDirectoryStream(directory, "*.pid")) {
            for (var file : files) {
                var process = running(Files.readString(file));
                if (process.isPresent()) {
                    stop(process.get());
                    stopped.add(file.getFileName().toString().replaceFirst("\\.pid$", ""));
                }
                Files.delete(file);
            }
        }
        return stopped;
    }

    /** Compares the start time too, because the system reuses pids. */
    private static Optional<ProcessHandle> running(String text) {
        var fields = text.trim().split(" ", 2);
        if (fields.length != 2) {
            return Optional.empty();
        }
        var start = Instant.ofEpochMilli(Long.parseLong(fields[1]));
        return ProcessHandle.of(Long.parseLong(fields[0]))
                .filter(process -> process.info().startInstant().equals(Optional.of(start)));
    }

    private static void stop(ProcessHandle process) throws InterruptedException {
        process.destroy();
        if (!hasExited(process)) {
            process.destroyForcibly();
            hasExited(process);
        }
    }

    private static boolean hasExited(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (java.util.concurrent.TimeoutException e) {
            return false;
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("process " + process.pid() + " cannot be waited for", e);
        }
    }

    private Path file(String name) {
        return directory.resolve(name + ".pid");
    }
}
