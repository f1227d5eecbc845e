package io.footfall.sandbox;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds free, distinct ports on 127.0.0.1, below the range for outgoing connections: other tests open thousands of
 * these before the port is used.
 */
public final class FreePorts {
    private static final int FIRST = 15_000;
    private static final int BEHIND_LAST = 32_000;
    private static final int MOST_ATTEMPTS = 1_000;

    private FreePorts() {}

    public static List<Integer> take(int count) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            while (sockets.size() < count) {
                sockets.add(free());
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    private static ServerSocket free() throws IOException {
        for (var attempt = 1; ; attempt++) {
            var port = ThreadLocalRandom.current().nextInt(FIRST, BEHIND_LAST);
            try {
                return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
            } catch (BindException taken) {
                if (attempt == MOST_ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }
}
