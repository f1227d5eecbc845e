package io.footfall.alerts;

import io.smallrye.mutiny.TimeoutException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a resource has thrown in; {@code {"error":…}} with a sentence for people out. */
final class ErrorResource {
    @ServerExceptionMapper
    RestResponse<Map<String, String>> refused(WebApplicationException refused) {
        return error(Status.fromStatusCode(refused.getResponse().getStatus()), refused.getMessage());
    }

    @ServerExceptionMapper
    RestResponse<Map<String, String>> logAway(TimeoutException late) {
        return error(Status.SERVICE_UNAVAILABLE, "the log does not answer; what you have asked for may still happen");
    }

    private static RestResponse<Map<String, String>> error(Status status, String message) {
        return ResponseBuilder.create(status, Map.of("error", message))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }
}
