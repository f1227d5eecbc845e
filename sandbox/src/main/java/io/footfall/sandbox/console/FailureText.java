package io.footfall.sandbox.console;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Explains an exception in one line: its message and those of its causes, because libraries wrap the reason. */
public final class FailureText {
    private static final Pattern CLASS_NAME = Pattern.compile("\\b(?:\\w+\\.)+\\w+(?:Exception|Error): ");

    private FailureText() {}

    public static String of(Throwable failure) {
        var texts = new ArrayList<String>();
        Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(FailureText::own)
                // A wrapper often repeats its cause.
                .filter(text -> texts.stream().noneMatch(wrapper -> wrapper.contains(text)))
                .forEach(texts::add);
        return String.join(": ", texts);
    }

    private static String own(Throwable failure) {
        if (failure instanceof FileSystemException file) {
            return file.getFile() + ": " + reason(file);
        }
        var message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : CLASS_NAME.matcher(message).replaceAll("");
    }

    /** The system's reason; exceptions for frequent reasons do not repeat it. */
    private static String reason(FileSystemException failure) {
        if (failure.getReason() != null) {
            return failure.getReason();
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        return failure instanceof NoSuchFileException
                ? "no such file or directory"
                : failure.getClass().getSimpleName();
    }
}
