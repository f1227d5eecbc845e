package io.footfall.alerts;

import io.footfall.alerts.life.AlertBook;
import io.footfall.alerts.rules.FloodRule;
import io.footfall.alerts.rules.ForbiddenPathRule;
import io.footfall.events.Alert;
import io.footfall.events.Topics;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What would have fired with other thresholds. */
@Path("/alerts/backtest")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class BacktestResource {
    private static final int MOST_RECORDS = 500_000;

    private final Past past;
    private final Topics topics;
    private final AlertsConfig config;
    private final RulesConfig rules;

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
     */
    public record Proposal(
            @NotNull Instant since,
            Integer clicks,
            Integer paths,
            FloodRule.Mode mode,
            Double ratio,
            Long floor,
            Double factor,
            Double score,
            Integer windows) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "backtest",
            summary = "Runs thresholds over the retained past and answers what would have fired",
            description = "Alerts in the order in which they would have begun, each as it would have been last.")
    public List<Alert> run(@NotNull @Valid Proposal proposal) {
        var policy = new AlertBook.Policy(config.quietPeriod(), config.remembered(), config.evidence());
        return new Backtest(new Judges(topics, thresholds(proposal)), policy).run(records(proposal.since()));
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
                        flood.habit()),
                now.silence());
    }

    private List<ConsumerRecord<byte[], byte[]>> records(Instant since) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = past.consumer()) {
            var partitions = Partitions.of(
                    consumer, Stream.of(topics.forbidden(), topics.flagged(), topics.traffic()), config.startTimeout());
            past.read(since, consumer.endOffsets(partitions), record -> add(records, record));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return records;
    }

    private static void add(List<ConsumerRecord<byte[], byte[]>> records, ConsumerRecord<byte[], byte[]> record) {
        if (records.size() == MOST_RECORDS) {
            throw new BadRequestException("more than " + MOST_RECORDS + " records since then: ask for a shorter time");
        }
        records.add(record);
    }
}
