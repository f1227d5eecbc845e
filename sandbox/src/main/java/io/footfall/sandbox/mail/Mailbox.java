package io.footfall.sandbox.mail;

import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.console.TerminalText;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** Saves each message as {@code <n>.eml}, atomically, and prints a line about it. */
final class Mailbox {
    private static final String SUFFIX = ".eml";

    private final Path directory;
    private final Console console;
    private int newest;

    Mailbox(Path directory, Console console) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.console = console;
        this.newest = newestIn(directory);
    }

    /**
     * Saves one message.
     *
     * @throws UncheckedIOException if it cannot be saved; the SMTP server then rejects the message
     */
    synchronized void save(MimeMessage message, String recipient) throws MessagingException {
        var number = newest + 1;
        var file = directory.resolve(number + SUFFIX);
        try {
            var unfinished = directory.resolve(number + ".part");
            try (var out = Files.newOutputStream(unfinished)) {
                message.writeTo(out);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
        newest = number;
        var subject = Objects.requireNonNullElse(message.getSubject(), "(no subject)");
        console.print("mail: \"%s\" to %s (%s)"
                .formatted(TerminalText.escape(subject), TerminalText.escape(recipient), file));
    }

    private static int newestIn(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{1,9}\\.eml"))
                    .mapToInt(name -> Integer.parseInt(name.substring(0, name.length() - SUFFIX.length())))
                    .max()
                    .orElse(0);
        }
    }
}
