package io.footfall.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Sends the log of libraries in the sandbox's own process to a file instead of the terminal. */
final class SandboxLog {
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    /** Held here: java.util.logging drops the level of a logger that is garbage collected. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    private SandboxLog() {}

    static void discard() {
        LogManager.getLogManager().reset();
    }

    static void toFile(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tF %1$tT,%1$tL %4$s [%3$s] %5$s%6$s%n");
        discard();
        var handler = new FileHandler(file.toString(), MAX_BYTES, 1);
        handler.setFormatter(new SimpleFormatter());
        Logger.getLogger("").addHandler(handler);
        KAFKA.setLevel(Level.WARNING);
    }
}
