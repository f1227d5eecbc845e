package io.footfall.ingest.connection;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import java.time.Duration;

/**
 * Adds a {@link ConnectionLimit} and a {@link RequestDeadline} to each connection, before all other handlers. Netty
 * loads this class as a service: Vert.x gives no access to a connection before its first request is complete.
 */
public final class ConnectionInitializer extends ChannelInitializerExtension {
    private static final String EXTENSIONS = "io.netty.bootstrap.extensions";

    private static volatile Settings settings;

    private record Settings(ConnectionPolicy policy, Duration timeout, Runnable onTimeout) {}

    /**
     * Sets what happens to connections that are opened from now on.
     *
     * @param policy which connections are accepted
     * @param timeout of {@link RequestDeadline}
     * @param onTimeout is called for each connection that is closed because of it
     */
    public static void configure(ConnectionPolicy policy, Duration timeout, Runnable onTimeout) {
        settings = new Settings(policy, timeout, onTimeout);
        System.setProperty(EXTENSIONS, "serviceload");
    }

    @Override
    public void postInitializeServerChildChannel(Channel connection) {
        var now = settings;
        if (now != null) {
            connection
                    .pipeline()
                    .addFirst(new ConnectionLimit(now.policy), new RequestDeadline(now.timeout, now.onTimeout));
        }
    }
}
