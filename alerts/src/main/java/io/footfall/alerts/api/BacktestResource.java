package io.footfall.alerts.api;

import io.footfall.alerts.evaluation.Backtest;
import io.footfall.alerts.evaluation.ReceivedEvent;
import io.footfall.alerts.evaluation.RetainedEvents;
import io.footfall.alerts.rules.RulesConfig;
import io.footfall.alerts.rules.Thresholds;
import io.footfall.alerts.state.AlertTracker;
import io.footfall.events.Alert;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Tries other thresholds on past events. */
@Path("/alerts/backtest")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class BacktestResource {
    /** Bounds memory that the active replica needs too: a window has some kilobytes, a click up to 64 KiB. */
    private static final int MAX_RECORDS = 100_000;

    private static final long MAX_BYTES = 32L << 20;

    private final RetainedEvents retained;
    private final AlertTracker.Policy trackerPolicy;
    private final Thresholds configured;
    private final Semaphore running = new Semaphore(1);

    BacktestResource(RetainedEvents retained, AlertTracker.Policy trackerPolicy, RulesConfig rules) {
        this.retained = retained;
        this.trackerPolicy = trackerPolicy;
        this.configured = Thresholds.of(rules);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "backtest",
            summary = "Tries thresholds on retained events and returns the alerts that would have fired",
            description = "In the order in which they would have fired, each in its last state.")
    public List<Alert> run(@NotNull @Valid BacktestRequest request) {
        UnknownFields.reject(request.unknown());
        if (!running.tryAcquire()) {
            throw new WebApplicationException("another backtest is running", Status.TOO_MANY_REQUESTS);
        }
        try {
            return new Backtest(request.thresholds(configured), trackerPolicy).run(events(request.since()));
        } finally {
            running.release();
        }
    }

    private Stream<ReceivedEvent> events(Instant since) {
        try {
            return retained.since(since.isBefore(Instant.EPOCH) ? Instant.EPOCH : since, MAX_RECORDS, MAX_BYTES)
                    .orElseThrow(() -> new BadRequestException(
                            "Kafka retains too many events since then: choose a later time for since"));
        } catch (TimeoutException e) {
            throw new WebApplicationException(
                    "Kafka has not answered in time: " + e.getMessage(), e, Status.SERVICE_UNAVAILABLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
