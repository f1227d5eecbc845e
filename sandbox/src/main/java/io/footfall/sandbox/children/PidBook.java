package io.footfall.sandbox.children;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Remembers the running children on disk, so that a sandbox started after another was killed outright
 * can end what that one left behind.
 */
public final class PidBook {
    private static final long GRACE_SECONDS = 15;

    private final Path directory;

    public PidBook(Path directory) {
        this.directory = directory;
    }

    void record(String name, ProcessHandle process) throws IOException {
        Files.createDirectories(directory);
        var start = process.info().startInstant().orElse(Instant.EPOCH);
        Files.writeString(page(name), process.pid() + " " + start.toEpochMilli());
    }

    void forget(String name) throws IOException {
        Files.deleteIfExists(page(name));
    }

    /**
     * Ends the processes in the book that still run.
     *
     * @return their names
     */
    public List<String> endLeftovers() throws IOException, InterruptedException {
        var ended = new ArrayList<String>();
        if (!Files.isDirectory(directory)) {
            return ended;
        }
        try (var pages = Files.newDirectoryStream(directory, "*.pid")) {
            for (var page : pages) {
                var process = recorded(Files.readString(page));
                if (process.isPresent()) {
                    end(process.get());
                    ended.add(page.getFileName().toString().replaceFirst("\\.pid$", ""));
                }
                Files.delete(page);
            }
        }
        return ended;
    }

    /** A pid is used again by the system: only the same start makes it the same process. */
    private static Optional<ProcessHandle> recorded(String page) {
        var words = page.trim().split(" ", 2);
        if (words.length != 2) {
            return Optional.empty();
        }
        var start = Instant.ofEpochMilli(Long.parseLong(words[1]));
        return ProcessHandle.of(Long.parseLong(words[0]))
                .filter(process -> process.info().startInstant().equals(Optional.of(start)));
    }

    private static void end(ProcessHandle process) throws InterruptedException {
        process.destroy();
        if (!ended(process)) {
            process.destroyForcibly();
            ended(process);
        }
    }

    private static boolean ended(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(GRACE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (java.util.concurrent.TimeoutException e) {
            return false;
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("process " + process.pid() + " cannot be awaited", e);
        }
    }

    private Path page(String name) {
        return directory.resolve(name + ".pid");
    }
}
