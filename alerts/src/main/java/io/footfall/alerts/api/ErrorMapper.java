package io.footfall.alerts.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.footfall.alerts.api.openapi.AllowedMethods;
import io.footfall.events.text.SingleLine;
import io.smallrye.mutiny.TimeoutException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps exceptions of the resources to {@code {"error":…}} with a sentence for people. */
final class ErrorMapper {
    private static final int MAX_VALUE = 100;
    private static final int MAX_MESSAGE = 300;
    /** The method and its parameter, in the path of a constraint. */
    private static final int METHOD_AND_PARAMETER = 2;

    @ServerExceptionMapper
    RestResponse<Map<String, String>> rejected(WebApplicationException rejection, UriInfo request) {
        if (rejection.getCause() instanceof JsonProcessingException unreadable) {
            return unreadable(unreadable);
        }
        var status = Status.fromStatusCode(rejection.getResponse().getStatus());
        var response = error(status, rejection.getMessage());
        if (status == Status.METHOD_NOT_ALLOWED) {
            AllowedMethods.of(request.getPath())
                    .ifPresent(methods -> response.getHeaders().putSingle(HttpHeaders.ALLOW, methods));
        }
        return response;
    }

    @ServerExceptionMapper({MismatchedInputException.class, JsonProcessingException.class})
    RestResponse<Map<String, String>> unreadable(JsonProcessingException body) {
        return error(Status.BAD_REQUEST, SingleLine.of(explanation(body), MAX_MESSAGE));
    }

    @ServerExceptionMapper
    RestResponse<Map<String, String>> invalid(ConstraintViolationException violations) {
        var message = violations.getConstraintViolations().stream()
                .map(ErrorMapper::explanation)
                .sorted()
                .collect(Collectors.joining("; "));
        return error(Status.BAD_REQUEST, SingleLine.of(message, MAX_MESSAGE));
    }

    @ServerExceptionMapper
    RestResponse<Map<String, String>> kafkaTimeout(TimeoutException timeout) {
        return error(
                Status.SERVICE_UNAVAILABLE, "Kafka has not answered in time; the request may take effect all the same");
    }

    private static String explanation(JsonProcessingException unreadable) {
        if (!(unreadable instanceof JsonMappingException mapping)) {
            var location = unreadable.getLocation();
            return "the body is not JSON, see line %d, column %d: %s"
                    .formatted(location.getLineNr(), location.getColumnNr(), unreadable.getOriginalMessage());
        }
        if (mapping.getPath().isEmpty()) {
            return "the body must be a JSON object";
        }
        var field = mapping.getPath().get(mapping.getPath().size() - 1).getFieldName();
        if (mapping.getCause() instanceof DateTimeParseException noTime) {
            return wrong(field, noTime.getParsedString(), Instant.class);
        }
        if (mapping instanceof InvalidFormatException invalid) {
            return wrong(field, String.valueOf(invalid.getValue()), invalid.getTargetType());
        }
        return mapping instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
                ? "%s must be %s".formatted(field, kind(mismatch.getTargetType()))
                : "%s cannot be read".formatted(field);
    }

    private static String wrong(String field, String value, Class<?> type) {
        return "%s is '%s': must be %s".formatted(field, SingleLine.of(value, MAX_VALUE), kind(type));
    }

    private static String kind(Class<?> type) {
        if (type == Instant.class) {
            return "a time such as 2026-11-30T10:00:00Z";
        }
        if (type.isEnum()) {
            return "one of " + Arrays.toString(type.getEnumConstants());
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == Integer.class || type == Long.class) {
            return "a whole number";
        }
        return type == Double.class ? "a number" : "text";
    }

    private static String explanation(ConstraintViolation<?> violation) {
        var field = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .skip(METHOD_AND_PARAMETER)
                .map(Object::toString)
                .collect(Collectors.joining("."));
        return field.isEmpty() ? "the body is missing: it must be a JSON object" : field + " " + violation.getMessage();
    }

    private static RestResponse<Map<String, String>> error(Status status, String message) {
        return ResponseBuilder.create(status, Map.of("error", message))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }
}
