package io.footfall.sandbox.data;

/** Thrown when the data directory cannot be used. The message says why, and what to do. */
public final class DataDirectoryException extends Exception {
    private static final long serialVersionUID = 1L;

    public DataDirectoryException(String message) {
        super(message);
    }

    DataDirectoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
