package io.footfall.ingest.connection;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import java.time.Duration;

/**
 * Puts a {@link RequestDeadline} before everything else that reads a connection. Netty finds this
 * class as a service, because the server above offers no other way to a connection that has not
 * brought a whole request yet.
 */
public final class SlowSenders extends ChannelInitializerExtension {
    private static final String EXTENSIONS = "io.netty.bootstrap.extensions";

    private static volatile Settings settings;

    private record Settings(Duration timeout, Runnable onCut) {}

    /** Cuts connections that are opened from now on after a time, and tells of each. */
    public static void cutAfter(Duration timeout, Runnable onCut) {
        settings = new Settings(timeout, onCut);
        System.setProperty(EXTENSIONS, "serviceload");
    }

    @Override
    public void postInitializeServerChildChannel(Channel connection) {
        var now = settings;
        if (now != null) {
            connection.pipeline().addFirst(new RequestDeadline(now.timeout, now.onCut));
        }
    }
}
