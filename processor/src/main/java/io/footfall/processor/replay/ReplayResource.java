package io.footfall.processor.replay;

import io.footfall.events.Json;
import io.footfall.processor.replay.diff.DiffReport;
import io.footfall.processor.replay.diff.DiffRunner;
import io.footfall.processor.replay.diff.DiffTable;
import io.footfall.processor.replay.diff.NotComparable;
import io.footfall.processor.replay.version.ServingVersion;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/**
 * {@code GET /replay} returns the progress of this serving version. {@code GET /replay/diff?with=VERSION} compares it with
 * another one, as JSON, or as a table for {@code Accept: text/plain}.
 */
@Path("/replay")
@RegisterForReflection(
        targets = {ReplayProgress.class, DiffReport.class},
        registerFullHierarchy = true)
public class ReplayResource {
    private static final int CONFLICT = 409;
    private static final int NOT_COMPARABLE = 422;
    private static final int UNAVAILABLE = 503;
    private static final MediaType TEXT = MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8");

    private final ReplayMonitor monitor;
    private final DiffRunner diffs;

    ReplayResource(ReplayMonitor monitor, DiffRunner diffs) {
        this.monitor = monitor;
        this.diffs = diffs;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response progress() {
        return monitor.latest()
                .map(ReplayResource::json)
                .orElseGet(() -> error(
                        UNAVAILABLE, "Kafka has not answered yet how far this version is (kafka.bootstrap.servers)"));
    }

    @GET
    @Path("/diff")
    @Blocking
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    public Response diff(@QueryParam("with") String with, @Context HttpHeaders headers) throws InterruptedException {
        ServingVersion other;
        try {
            other = ServingVersion.named(with == null ? "" : with);
        } catch (IllegalArgumentException e) {
            return error(400, "with: " + e.getMessage());
        }
        if (other.equals(diffs.own()) || other.name().equals(diffs.own().name())) {
            return error(400, "with: this version is " + other.name() + " itself");
        }
        if (!monitor.latest().map(ReplayProgress::caughtUp).orElse(false)) {
            return error(UNAVAILABLE, "this version has not caught up yet: see /replay");
        }
        return report(other, wantsText(headers));
    }

    private Response report(ServingVersion other, boolean asText) throws InterruptedException {
        try {
            return diffs.against(other)
                    .map(report ->
                            asText ? Response.ok(DiffTable.of(report), TEXT).build() : json(report))
                    .orElseGet(() -> error(CONFLICT, "another comparison is running; ask again"));
        } catch (NotComparable e) {
            return error(NOT_COMPARABLE, e.getMessage());
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return error(UNAVAILABLE, "Kafka does not answer (kafka.bootstrap.servers): " + e.getMessage());
        }
    }

    private static boolean wantsText(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .findFirst()
                .filter(MediaType.TEXT_PLAIN_TYPE::isCompatible)
                .filter(type -> !type.isWildcardType())
                .isPresent();
    }

    private static Response json(Object value) {
        return Response.ok(Json.write(value), MediaType.APPLICATION_JSON_TYPE).build();
    }

    private static Response error(int status, String message) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Json.write(Map.of("message", message)))
                .build();
    }
}
