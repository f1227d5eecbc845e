package io.footfall.dashboard;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Adds the header {@code Allow} to a 405, which RESTEasy Reactive sends without. Every resource can only be read. */
final class MethodNotAllowedMapper {
    @ServerExceptionMapper
    RestResponse<Void> notAllowed(NotAllowedException rejection) {
        return ResponseBuilder.<Void>create(Status.METHOD_NOT_ALLOWED)
                .header(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS")
                .build();
    }
}
