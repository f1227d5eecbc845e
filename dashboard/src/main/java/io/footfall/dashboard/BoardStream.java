package io.footfall.dashboard;

import io.footfall.dashboard.board.Board;
import io.footfall.dashboard.board.Snapshot;
import io.footfall.events.Json;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseHeader;

/**
 * Takes the board once for all clients, and sends each of them the snapshot when it connects, when
 * something has changed, and as a heartbeat; whoever reads slowly misses states in between and gets
 * the newest.
 */
@Path("/stream")
@Singleton
class BoardStream {
    private final Board board;
    private final Clock clock;
    private final Duration heartbeatEvery;
    private final Multi<Beat> beats;
    private volatile Frame newest;

    @Inject
    BoardStream(Board board, Clock clock, DashboardConfig config) {
        this(board, clock, config.updateEvery(), config.heartbeatEvery());
    }

    BoardStream(Board board, Clock clock, Duration updateEvery, Duration heartbeatEvery) {
        this.board = board;
        this.clock = clock;
        this.heartbeatEvery = heartbeatEvery;
        this.newest = frame(board.snapshot());
        this.beats = Multi.createFrom()
                .ticks()
                .every(updateEvery)
                .onOverflow()
                .drop()
                .map(tick -> beat())
                .broadcast()
                .withCancellationAfterLastSubscriberDeparture()
                .toAllSubscribers();
    }

    /** A snapshot and its JSON, written once for all clients. */
    private record Frame(Snapshot snapshot, String json) {}

    /** What a client may have to hear: the same frame is news again when the next heartbeat is due. */
    private record Beat(Frame frame, long heartbeat) {}

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no") // or nginx holds events back
    @Blocking
    @Operation(
            summary = "What the site is doing, as it changes",
            description = "Events named snapshot; their data is what /api/traffic gives.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = Snapshot.class)))
    public Multi<OutboundSseEvent> stream(@Context Sse sse) {
        return snapshots().map(json -> sse.newEventBuilder()
                .name("snapshot")
                .data(String.class, json)
                .build());
    }

    /** The JSON that one client is sent. */
    Multi<String> snapshots() {
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(this::beat), beats.onOverflow().dropPreviousItems())
                .skip()
                .repetitions()
                .map(beat -> beat.frame().json());
    }

    private Beat beat() {
        var snapshot = board.snapshot();
        var frame = newest;
        if (!Objects.equals(frame.snapshot(), snapshot)) {
            frame = frame(snapshot);
            newest = frame;
        }
        return new Beat(frame, clock.millis() / heartbeatEvery.toMillis());
    }

    private static Frame frame(Snapshot snapshot) {
        return new Frame(snapshot, new String(Json.write(snapshot), StandardCharsets.UTF_8));
    }
}
