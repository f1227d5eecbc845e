package io.footfall.alerts.notify.mail;

import io.footfall.events.text.SingleLine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** The name with which this service greets the mail server (EHLO). Many servers refuse a name without a domain. */
final class HelloName {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,255}|\\[[A-Za-z0-9:.]{2,60}]");
    private static final Pattern WITH_DOMAIN =
            Pattern.compile("(?!localhost\\.)[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.[A-Za-z][A-Za-z0-9-]*");

    private static final int MAX_LENGTH = 100;

    private HelloName() {}

    /** The configured name, if it is valid. */
    static String validated(String setting, String name) {
        if (!VALID.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "%s is '%s': must be a host name such as alerts.example.org, or an IP address in brackets"
                            .formatted(setting, SingleLine.of(name, MAX_LENGTH)));
        }
        return name;
    }

    /** The name of this machine. */
    static String ofThisMachine() {
        try {
            var machine = InetAddress.getLocalHost();
            return of(machine.getCanonicalHostName(), machine);
        } catch (UnknownHostException withoutName) {
            return of("", InetAddress.getLoopbackAddress());
        }
    }

    /** A machine's name with its domain; without one its address, as RFC 5321 requires (4.1.4). */
    static String of(String machine, InetAddress address) {
        if (WITH_DOMAIN.matcher(machine).matches()) {
            return machine;
        }
        var text = address.getHostAddress().replaceFirst("%.*", "");
        return address instanceof Inet6Address ? "[IPv6:" + text + "]" : "[" + text + "]";
    }
}
