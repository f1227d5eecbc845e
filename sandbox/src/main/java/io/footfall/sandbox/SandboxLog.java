package io.footfall.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Keeps what libraries log in the sandbox's own process away from the terminal: in a file, once there is one. */
final class SandboxLog {
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    /** Held here, because the logging library forgets the level of a logger that nobody holds. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    private SandboxLog() {}

    static void nowhere() {
        LogManager.getLogManager().reset();
    }

    static void into(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tF %1$tT,%1$tL %4$s [%3$s] %5$s%6$s%n");
        nowhere();
        var handler = new FileHandler(file.toString(), MAX_BYTES, 1);
        handler.setFormatter(new SimpleFormatter());
        Logger.getLogger("").addHandler(handler);
        KAFKA.setLevel(Level.WARNING);
    }
}
