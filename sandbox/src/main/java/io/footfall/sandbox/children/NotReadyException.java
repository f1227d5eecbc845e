package io.footfall.sandbox.children;

/** Thrown when a part of the system did not start in time. The message names it and its log. */
public final class NotReadyException extends Exception {
    private static final long serialVersionUID = 1L;

    public NotReadyException(String message) {
        super(message);
    }
}
