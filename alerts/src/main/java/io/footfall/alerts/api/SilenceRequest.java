package io.footfall.alerts.api;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Body of a request to silence alerts.
 *
 * @param rule alerts of this rule only
 * @param fingerprint this alert only
 * @param all every alert; required if neither rule nor fingerprint is given
 * @param until when the silence ends, ISO-8601, at most 31 days from now
 * @param comment why
 * @param unknown must be empty
 */
public record SilenceRequest(
        @Size(max = 100) @Schema(enumeration = {"forbidden-path", "probing", "flood", "silence"})
        String rule,

        @Size(max = 100) @Schema(pattern = "^[0-9a-f]{8,64}$")
        String fingerprint,

        boolean all,

        @NotNull @Schema(description = "In the future, at most 31 days from now")
        Instant until,

        @Size(max = 1_000) String comment,
        @JsonAnySetter Map<String, Object> unknown) {}
