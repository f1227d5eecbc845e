package io.footfall.alerts;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.footfall.alerts.life.AlertBook;
import io.footfall.alerts.rules.FloodRule;
import io.footfall.alerts.rules.ForbiddenPathRule;
import io.footfall.events.Alert;
import io.footfall.events.topics.Topics;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What would have fired with other thresholds. */
@Path("/alerts/backtest")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class BacktestResource {
    /** Windows are a few hundred bytes, clicks up to 64 KiB: the service judges and tells meanwhile. */
    private static final int MOST_RECORDS = 100_000;

    private static final long MOST_BYTES = 32L << 20;
    private static final int OVERHEAD = 200;

    private final Past past;
    private final Topics topics;
    private final AlertsConfig config;
    private final RulesConfig rules;
    private final Semaphore running = new Semaphore(1);

    BacktestResource(Past past, Topics topics, AlertsConfig config, RulesConfig rules) {
        this.past = past;
        this.topics = topics;
        this.config = config;
        this.rules = rules;
    }

    /**
     * Thresholds to be tried; what is absent is as it is set now.
     *
     * @param since from when on the past is looked at, as far as the topics still have it
     * @param clicks on management pages that are critical
     * @param paths distinct ones that are critical
     * @param mode of the flood rule
     * @param ratio share of page openings above which a window can be a flood
     * @param floor clicks below which it cannot
     * @param factor how many times the usual number there must be
     * @param score how many standard deviations above it there must be
     * @param windows in a row before people are told
     * @param unknown must be empty
     */
    public record Proposal(
            @NotNull Instant since,
            @Min(1) Integer clicks,
            @Min(1) Integer paths,
            FloodRule.Mode mode,
            @DecimalMin("0") @DecimalMax("1") Double ratio,
            @Min(1) Long floor,
            @DecimalMin("1") Double factor,
            @DecimalMin("0") Double score,
            @Min(1) Integer windows,
            @JsonAnySetter Map<String, Object> unknown) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "backtest",
            summary = "Runs thresholds over the retained past and answers what would have fired",
            description = "Alerts in the order in which they would have begun, each as it would have been last.")
    public List<Alert> run(@NotNull @Valid Proposal proposal) {
        Unknown.refuse(proposal.unknown());
        if (proposal.since().isBefore(Instant.EPOCH)) {
            throw new BadRequestException("since must be 1970 or later");
        }
        if (!running.tryAcquire()) {
            throw new WebApplicationException("another backtest is running", Status.TOO_MANY_REQUESTS);
        }
        try {
            var policy = new AlertBook.Policy(config.quietPeriod(), config.remembered(), config.evidence());
            return new Backtest(new Judges(topics, thresholds(proposal)), policy).run(records(proposal.since()));
        } finally {
            running.release();
        }
    }

    private Thresholds thresholds(Proposal proposal) {
        var now = Thresholds.of(rules);
        var forbidden = now.forbiddenPath();
        var flood = now.flood();
        return new Thresholds(
                new ForbiddenPathRule.Policy(
                        forbidden.window(),
                        Objects.requireNonNullElse(proposal.paths(), forbidden.paths()),
                        Objects.requireNonNullElse(proposal.clicks(), forbidden.clicks())),
                new FloodRule.Policy(
                        Objects.requireNonNullElse(proposal.mode(), flood.mode()),
                        Objects.requireNonNullElse(proposal.ratio(), flood.ratio()),
                        Objects.requireNonNullElse(proposal.floor(), flood.floor()),
                        Objects.requireNonNullElse(proposal.factor(), flood.factor()),
                        Objects.requireNonNullElse(proposal.score(), flood.score()),
                        Objects.requireNonNullElse(proposal.windows(), flood.windows()),
                        flood.extreme(),
                        flood.learning(),
                        flood.weight(),
                        flood.habit(),
                        flood.ceiling()),
                now.silence());
    }

    private List<ConsumerRecord<byte[], byte[]>> records(Instant since) {
        var retained = new Retained();
        try (var consumer = past.consumer()) {
            var partitions = Partitions.of(
                    consumer,
                    Stream.of(topics.forbidden(), topics.pageViews(), topics.traffic()),
                    config.startTimeout());
            if (!past.read(since, MOST_RECORDS, consumer.endOffsets(partitions), record -> add(retained, record))) {
                throw new WebApplicationException("the past cannot be read in time", Status.SERVICE_UNAVAILABLE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return retained.records;
    }

    private static void add(Retained records, ConsumerRecord<byte[], byte[]> record) {
        if (!records.add(record)) {
            throw new BadRequestException("more has been retained since then than can be held: ask for a shorter time");
        }
    }

    /** Records up to what there is room for. */
    private static final class Retained {
        private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        private long bytes;

        boolean add(ConsumerRecord<byte[], byte[]> record) {
            bytes += OVERHEAD + Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
            records.add(record);
            return records.size() <= MOST_RECORDS && bytes <= MOST_BYTES;
        }
    }
}
