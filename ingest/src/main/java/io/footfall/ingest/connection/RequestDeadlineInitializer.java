package io.footfall.ingest.connection;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import java.time.Duration;

/**
 * Adds a {@link RequestDeadline} to each connection, before all other handlers. Netty loads this class as a service:
 * Vert.x gives no access to a connection before its first request is complete.
 */
public final class RequestDeadlineInitializer extends ChannelInitializerExtension {
    private static final String EXTENSIONS = "io.netty.bootstrap.extensions";

    private static volatile Settings settings;

    private record Settings(Duration timeout, Runnable onTimeout) {}

    /**
     * Sets the timeout of connections that are opened from now on.
     *
     * @param onTimeout is called for each connection that is closed
     */
    public static void closeAfter(Duration timeout, Runnable onTimeout) {
        settings = new Settings(timeout, onTimeout);
        System.setProperty(EXTENSIONS, "serviceload");
    }

    @Override
    public void postInitializeServerChildChannel(Channel connection) {
        var now = settings;
        if (now != null) {
            connection.pipeline().addFirst(new RequestDeadline(now.timeout, now.onTimeout));
        }
    }
}
