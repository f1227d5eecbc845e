package io.footfall.ingest;

import io.footfall.ingest.Refused.Reason;
import io.footfall.ingest.admission.ClientRate;
import io.footfall.ingest.body.BodyLimits;
import io.footfall.ingest.body.ClickBody;
import io.footfall.ingest.body.ClickSplitter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * {@code POST /clicks}: one click or an array of them in, an answer out once the log has every one.
 * What is valid JSON goes to the log byte for byte, an array element by element; an array is taken
 * whole or not at all. A plain route, because the way through a resource's filters costs more than
 * all that is done here; {@code openapi.yaml} documents it.
 */
@Singleton
final class ClickResource {
    private static final Logger LOG = Logger.getLogger(ClickResource.class);
    /** The router tries its routes one after the other, and few requests are for any but this. */
    private static final int BEFORE_ALL_OTHERS = Integer.MIN_VALUE;
    /** What a sender may send in the place of one click. */
    private static final int BYTES_PER_CLICK = 1_024;

    private final CrossOrigin crossOrigin;
    private final Senders senders;
    private final BodyReader bodies;
    private final ClickSplitter splitter;
    private final ClientRate rate;
    private final ClickLog log;
    private final Metrics metrics;

    ClickResource(
            CrossOrigin crossOrigin,
            Senders senders,
            BodyReader bodies,
            ClickLog log,
            Metrics metrics,
            IngestConfig config) {
        this.crossOrigin = crossOrigin;
        this.senders = senders;
        this.bodies = bodies;
        this.log = log;
        this.metrics = metrics;
        this.splitter = new ClickSplitter(new BodyLimits(
                config.maxClickSize(),
                config.maxBodySize(),
                config.maxClicks(),
                config.maxJsonDepth(),
                config.maxNumberLength()));
        this.rate = new ClientRate(
                config.clientRate(), config.clientBurst(), new SecureRandom().nextLong(), System::nanoTime);
    }

    void register(@Observes Router router) {
        router.options("/clicks").handler(crossOrigin::preflight);
        router.post("/clicks").order(BEFORE_ALL_OTHERS).handler(this::post);
        // Nobody else reads bodies: what comes with one is let go, or its connection would wait for ever.
        router.route().order(BEFORE_ALL_OTHERS + 1).handler(routing -> {
            routing.request().resume();
            routing.next();
        });
    }

    private void post(RoutingContext routing) {
        var request = routing.request();
        var response = routing.response();
        var context = Vertx.currentContext();
        var sender = senders.of(request);
        crossOrigin
                .admitted(request)
                .chain(admitted -> bodies.read(admitted, sender))
                .chain(body -> append(sender, body))
                .emitOn(task -> context.runOnContext(ignored -> task.run()))
                .subscribe()
                .with(done -> Answers.taken(response), failure -> refuse(request, response, failure));
    }

    private Uni<Void> append(Sender sender, byte[] body) {
        var work = 1 + body.length / BYTES_PER_CLICK;
        take(sender, work);
        var clicks = split(body);
        take(sender, clicks.size() - work);
        return log.append(sender, clicks);
    }

    /** Charges a sender for clicks, and for bytes before they are looked at, whatever may be in them. */
    private void take(Sender sender, int clicks) {
        if (!sender.trusted() && clicks > 0) {
            var wait = rate.take(sender.network(), clicks);
            if (!wait.isZero()) {
                throw new Refused(Reason.RATE, "more clicks than one client may send", wait);
            }
        }
    }

    private List<byte[]> split(byte[] body) {
        var received = splitter.split(body);
        if (received instanceof ClickBody.Malformed malformed) {
            throw new Refused(Reason.MALFORMED, malformed.message());
        }
        if (received instanceof ClickBody.TooLarge tooLarge) {
            throw new Refused(Reason.TOO_LARGE, tooLarge.message());
        }
        return ((ClickBody.Clicks) received).clicks();
    }

    private void refuse(HttpServerRequest request, HttpServerResponse response, Throwable failure) {
        if (failure instanceof Refused refusal) {
            metrics.refused(refusal.reason());
            LOG.debugf("refused: %s", refusal.getMessage());
            endAfterBody(request, response);
            Answers.refused(response, refusal);
        } else {
            LOG.error("a request for " + request.path() + " failed", failure);
            Answers.failed(response);
        }
    }

    /** After an answer that comes before the end of its request, the connection is of no more use. */
    private static void endAfterBody(HttpServerRequest request, HttpServerResponse response) {
        if (!request.isEnded() && !response.closed()) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            request.handler(rest -> {});
            request.endHandler(end -> request.connection().close());
            request.resume();
        }
    }
}
