package io.footfall.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Responds 503 with {@code Retry-After} to logins that were rejected because too many others wait. */
@Singleton
final class TooManyLoginsHandler {
    private static final int UNAVAILABLE = 503;
    private static final String RETRY_AFTER_SECONDS = "2";

    void register(@Observes Router router) {
        router.route().failureHandler(TooManyLoginsHandler::respond);
    }

    private static void respond(RoutingContext routing) {
        if (routing.failure() instanceof TooManyLoginsException) {
            routing.response()
                    .setStatusCode(UNAVAILABLE)
                    .putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                    .end();
        } else {
            routing.next();
        }
    }
}
