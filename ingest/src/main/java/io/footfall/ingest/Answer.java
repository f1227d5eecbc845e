package io.footfall.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;

/** What a sender is told: {@code {"success":true}}, or {@code false} and why. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Answer(boolean success, String message) {
    static final Answer TAKEN = new Answer(true, null);
}
