package io.footfall.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports on loopback that nobody listens on, all different. */
public final class FreePorts {
    private FreePorts() {}

    public static List<Integer> take(int count) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (var taken = 0; taken < count; taken++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }
}
