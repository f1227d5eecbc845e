package io.footfall.dashboard;

import io.footfall.dashboard.state.Dashboard;
import io.footfall.dashboard.stream.UpdateThrottle;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;

/**
 * Publishes updates when the {@link UpdateThrottle} says so. A change wakes it; otherwise it sleeps until the next update
 * is due. Everything runs on one event loop.
 */
final class UpdateLoop {
    private static final Logger LOG = Logger.getLogger(UpdateLoop.class);

    private final Vertx vertx;
    private final Context context;
    private final UpdateThrottle throttle;
    private final Dashboard dashboard;
    private final Callable<Void> publish;
    private long timer = -1;
    private boolean isPublishing;

    /** @param publish may take its time */
    UpdateLoop(Vertx vertx, UpdateThrottle throttle, Dashboard dashboard, Callable<Void> publish) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.throttle = throttle;
        this.dashboard = dashboard;
        this.publish = publish;
    }

    void start() {
        dashboard.onChange(() -> context.runOnContext(changed -> update()));
        context.runOnContext(started -> update());
    }

    private void update() {
        if (isPublishing) {
            return;
        }
        var wait = untilDue();
        if (wait.isZero()) {
            isPublishing = true;
            context.executeBlocking(publish)
                    .onFailure(failure -> LOG.error("Cannot publish an update of the dashboard", failure))
                    .onComplete(published -> {
                        isPublishing = false;
                        update();
                    });
            return;
        }
        vertx.cancelTimer(timer);
        timer = vertx.setTimer(Math.max(1, wait.plusNanos(999_999).toMillis()), due -> update());
    }

    private Duration untilDue() {
        return throttle.untilDue(dashboard.changes(), System.nanoTime());
    }
}
