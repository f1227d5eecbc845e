package io.footfall.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * A port that the sandbox listens on.
 *
 * @param number on 127.0.0.1
 * @param purpose the part that listens, as shown in messages
 * @param flag the option that changes it
 */
record Port(int number, String purpose, String flag) {
    /** Whether another program listens there. */
    boolean isTaken() {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
            return false;
        } catch (IOException taken) {
            return true;
        }
    }
}
