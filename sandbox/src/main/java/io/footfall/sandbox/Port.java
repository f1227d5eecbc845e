package io.footfall.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * A port that the sandbox is going to listen on.
 *
 * @param number on loopback
 * @param purpose what for, for people
 * @param flag what changes it
 */
record Port(int number, String purpose, String flag) {
    /** Whether another program listens there already. */
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
