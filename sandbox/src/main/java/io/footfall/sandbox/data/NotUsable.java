package io.footfall.sandbox.data;

/** The data directory cannot be used; the message says why and what to do. */
public final class NotUsable extends Exception {
    private static final long serialVersionUID = 1L;

    public NotUsable(String message) {
        super(message);
    }
}
