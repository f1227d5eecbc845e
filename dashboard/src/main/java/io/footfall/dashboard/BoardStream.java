package io.footfall.dashboard;

import io.footfall.dashboard.board.Board;
import io.footfall.dashboard.board.Snapshot;
import io.footfall.dashboard.feed.Feed;
import io.footfall.dashboard.feed.Rhythm;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * {@code GET /stream}: the board as it changes, as server-sent events; {@code openapi.yaml} documents
 * it. The board is looked at for all clients at once. A plain route, because a resource's answer
 * cannot tell how much of it has not been read yet.
 */
@Singleton
@RegisterForReflection(targets = Snapshot.class, registerFullHierarchy = true)
final class BoardStream {
    private static final Logger LOG = Logger.getLogger(BoardStream.class);
    /** How long what is new waits at most to be seen. */
    private static final Duration LOOKS_EVERY = Duration.ofMillis(50);

    private final Board board;
    private final ReadBack readBack;
    private final Feed feed;
    private final DashboardConfig config;
    private final Vertx vertx;
    private final Set<StreamClient> clients = ConcurrentHashMap.newKeySet();

    BoardStream(Board board, ReadBack readBack, Feed feed, DashboardConfig config, Vertx vertx, MeterRegistry meters) {
        this.board = board;
        this.readBack = readBack;
        this.feed = feed;
        this.config = config;
        this.vertx = vertx;
        meters.gaugeCollectionSize("footfall.dashboard.streams", List.of(), clients);
    }

    void register(@Observes Router router) {
        router.get("/stream").handler(this::open);
    }

    void start(@Observes StartupEvent event) {
        var rhythm = new Rhythm(config.updateEvery(), System.nanoTime());
        vertx.setPeriodic(LOOKS_EVERY.toMillis(), look -> {
            if (rhythm.isDue(board.changes(), System.nanoTime())) {
                vertx.executeBlocking(this::tell)
                        .onFailure(failure -> LOG.error("what is new could not be told", failure));
            }
        });
    }

    private Void tell() {
        if (readBack.isComplete()) {
            feed.publish(board.snapshot());
        }
        clients.forEach(StreamClient::wake);
        return null;
    }

    /** Browsers come back by themselves, to another replica or to this one's next life. */
    void stop(@Observes ShutdownEvent event) {
        clients.forEach(StreamClient::end);
    }

    private void open(RoutingContext routing) {
        var response = routing.response();
        if (clients.size() >= config.maxStreams()) {
            response.setStatusCode(503)
                    .putHeader(
                            HttpHeaders.RETRY_AFTER,
                            Long.toString(config.retry().toSeconds() + 1))
                    .end();
            return;
        }
        var client = new StreamClient(response, Vertx.currentContext(), feed, config.heartbeatEvery());
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream;charset=UTF-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store, no-transform")
                .putHeader("X-Accel-Buffering", "no") // or nginx holds events back
                .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
        response.closeHandler(closed -> clients.remove(client));
        response.exceptionHandler(gone -> clients.remove(client));
        routing.request().resume();
        clients.add(client);
        client.begin(routing.request().getHeader("Last-Event-ID"));
    }
}
