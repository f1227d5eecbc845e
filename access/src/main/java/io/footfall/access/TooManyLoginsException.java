package io.footfall.access;

/** More passwords wait to be verified than may wait. */
final class TooManyLoginsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyLoginsException(Throwable cause) {
        super("too many logins at once", cause);
    }
}
