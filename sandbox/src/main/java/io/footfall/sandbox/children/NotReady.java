package io.footfall.sandbox.children;

/** A part of the system did not come up; the message says which and where to look. */
public final class NotReady extends Exception {
    private static final long serialVersionUID = 1L;

    public NotReady(String message) {
        super(message);
    }
}
