package io.footfall.alerts.rules.probes;

import io.footfall.events.EventTime;
import io.footfall.events.requests.Request;
import io.footfall.events.text.SingleLine;

/** Describes requests of scanners for people: untrusted text becomes short and a single line. */
public final class ProbeText {
    private static final int MAX_PATH = 120;
    private static final int MAX_AGENT = 80;
    private static final int MAX_WORD = 20;

    private ProbeText() {}

    /** The request with its time, its status, and who sent it. */
    public static String line(Request request) {
        return String.join(
                " · ",
                EventTime.format(request.ts()),
                word(request.method()) + " " + (request.path() == null ? "?" : path(request.path())),
                request.status() < 0 ? "no status" : Integer.toString(request.status()),
                sender(request));
    }

    public static String path(String text) {
        return SingleLine.of(text, MAX_PATH);
    }

    /** User agent and country. */
    public static String sender(Request request) {
        var agent = request.userAgent();
        return (agent == null ? "no agent" : SingleLine.of(agent, MAX_AGENT)) + " from " + word(request.country());
    }

    private static String word(String text) {
        return text == null ? "?" : SingleLine.of(text, MAX_WORD);
    }
}
