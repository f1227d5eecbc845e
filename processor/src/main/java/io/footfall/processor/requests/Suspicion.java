package io.footfall.processor.requests;

/**
 * Why the rules have to look at a request.
 *
 * @param path in the reading that matches the pattern; for a path that was not found, as it was sent, without its query
 * @param pattern null for a path that was not found
 */
record Suspicion(Reason reason, String path, String pattern) {
    /** Codes are part of the records. */
    enum Reason {
        /** A management page. */
        FORBIDDEN("forbidden"),
        /** A file that only scanners ask for. */
        PROBE("probe"),
        /** The answer was 404. */
        NOT_FOUND("not-found");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
