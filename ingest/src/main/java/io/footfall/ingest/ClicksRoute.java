package io.footfall.ingest;

import io.footfall.ingest.RejectedRequest.Reason;
import io.footfall.ingest.admission.RateLimiter;
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
 * {@code POST /clicks}: receives one click or an array of clicks, and responds once Kafka has acknowledged all of them.
 * Clicks are written byte for byte as they were sent. An array is written as a whole or rejected as a whole.
 *
 * <p>A Vert.x route, because the filters of a REST resource cost more than everything that is done here. Documented in
 * {@code openapi.yaml}.
 */
@Singleton
final class ClicksRoute {
    private static final Logger LOG = Logger.getLogger(ClicksRoute.class);
    /** The router tries its routes in order, and most requests are for this one. */
    private static final int FIRST = Integer.MIN_VALUE;
    /** The rate limit counts a body as at least one click per this many bytes. */
    private static final int BYTES_PER_CLICK = 1_024;

    private final CrossOrigin crossOrigin;
    private final SenderResolver senders;
    private final RequestBodyReader bodies;
    private final ClickSplitter splitter;
    private final RateLimiter rateLimiter;
    private final ClickProducer producer;
    private final IngestMetrics metrics;

    ClicksRoute(
            CrossOrigin crossOrigin,
            SenderResolver senders,
            RequestBodyReader bodies,
            ClickProducer producer,
            IngestMetrics metrics,
            IngestConfig config) {
        this.crossOrigin = crossOrigin;
        this.senders = senders;
        this.bodies = bodies;
        this.producer = producer;
        this.metrics = metrics;
        this.splitter = new ClickSplitter(new BodyLimits(
                config.maxClickSize(),
                config.maxBodySize(),
                config.maxClicks(),
                config.maxJsonDepth(),
                config.maxNumberLength()));
        this.rateLimiter = new RateLimiter(
                config.clientRate(), config.clientBurst(), new SecureRandom().nextLong(), System::nanoTime);
    }

    void register(@Observes Router router) {
        router.options("/clicks").handler(crossOrigin::preflight);
        router.post("/clicks").order(FIRST).handler(this::post);
        // No other route reads bodies: they are discarded, otherwise their connections would stay blocked.
        router.route().order(FIRST + 1).handler(routing -> {
            routing.request().resume();
            routing.next();
        });
    }

    private void post(RoutingContext routing) {
        var request = routing.request();
        var response = routing.response();
        var context = Vertx.currentContext();
        var sender = senders.resolve(request);
        crossOrigin
                .admit(request)
                .chain(admitted -> bodies.read(admitted, sender))
                .chain(body -> write(sender, body))
                .emitOn(task -> context.runOnContext(ignored -> task.run()))
                .subscribe()
                .with(done -> Responses.success(response), failure -> fail(request, response, failure));
    }

    private Uni<Void> write(Sender sender, byte[] body) {
        // For the bytes before they are parsed, then for the clicks.
        var bodyCost = 1 + body.length / BYTES_PER_CLICK;
        limitRate(sender, bodyCost);
        var clicks = split(body);
        limitRate(sender, clicks.size() - bodyCost);
        return producer.write(sender, clicks);
    }

    private void limitRate(Sender sender, int clicks) {
        if (!sender.trusted() && clicks > 0) {
            var wait = rateLimiter.take(sender.network(), clicks);
            if (!wait.isZero()) {
                throw new RejectedRequest(Reason.RATE, "more clicks than one client may send", wait);
            }
        }
    }

    private List<byte[]> split(byte[] body) {
        var received = splitter.split(body);
        if (received instanceof ClickBody.Malformed malformed) {
            throw new RejectedRequest(Reason.MALFORMED, malformed.message());
        }
        if (received instanceof ClickBody.TooLarge tooLarge) {
            throw new RejectedRequest(Reason.TOO_LARGE, tooLarge.message());
        }
        return ((ClickBody.Clicks) received).clicks();
    }

    private void fail(HttpServerRequest request, HttpServerResponse response, Throwable failure) {
        if (failure instanceof RejectedRequest rejection) {
            metrics.rejected(rejection.reason());
            LOG.debugf("Rejected a request: %s", rejection.getMessage());
            closeAfterBody(request, response);
            Responses.rejected(response, rejection);
        } else {
            LOG.error("Request " + request.path() + " failed", failure);
            Responses.failed(response);
        }
    }

    /** A connection whose request body was not read to its end cannot be used for the next request. */
    private static void closeAfterBody(HttpServerRequest request, HttpServerResponse response) {
        if (!request.isEnded() && !response.closed()) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            request.handler(rest -> {});
            request.endHandler(end -> request.connection().close());
            request.resume();
        }
    }
}
