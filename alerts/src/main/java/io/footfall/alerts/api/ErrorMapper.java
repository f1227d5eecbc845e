package io.footfall.alerts.api;

import io.smallrye.mutiny.TimeoutException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps exceptions of the resources to {@code {"error":…}} with a sentence for people. */
final class ErrorMapper {
    @ServerExceptionMapper
    RestResponse<Map<String, String>> rejected(WebApplicationException rejection) {
        return error(Status.fromStatusCode(rejection.getResponse().getStatus()), rejection.getMessage());
    }

    @ServerExceptionMapper
    RestResponse<Map<String, String>> kafkaTimeout(TimeoutException timeout) {
        return error(
                Status.SERVICE_UNAVAILABLE, "Kafka has not answered in time; the request may take effect all the same");
    }

    private static RestResponse<Map<String, String>> error(Status status, String message) {
        return ResponseBuilder.create(status, Map.of("error", message))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }
}
