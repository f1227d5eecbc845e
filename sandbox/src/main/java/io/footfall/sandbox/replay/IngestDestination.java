package io.footfall.sandbox.replay;

import io.footfall.events.Json;
import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.delivery.DeliveryCounts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Posts clicks to ingest. Splits a rejected request until only the invalid clicks are rejected. */
final class IngestDestination implements ReplayDestination {
    private final IngestClient ingest;
    private final DeliveryCounts counts;
    private final RejectedClicks rejected;

    IngestDestination(
            URI ingest, DeliveryCounts counts, RejectedClicks rejected, Console console, CountDownLatch stopping) {
        this.ingest = new IngestClient(ingest, console, stopping);
        this.counts = counts;
        this.rejected = rejected;
    }

    @Override
    public void send(List<RecordedClick> clicks) throws InterruptedException {
        var response = ingest.postUntilAccepted(body(clicks), "application/json");
        if (response.isEmpty()) {
            counts.unanswered(clicks.size());
        } else if (response.get().statusCode() == 200) {
            counts.accepted(clicks.size());
        } else if (clicks.size() == 1) {
            rejected.add(clicks.get(0).line(), reason(response.get()));
        } else {
            var half = clicks.size() / 2;
            send(clicks.subList(0, half));
            send(clicks.subList(half, clicks.size()));
        }
    }

    private static String reason(HttpResponse<String> response) {
        var status = "ingest answered " + response.statusCode();
        try {
            var message = Json.MAPPER.readTree(response.body()).path("message").asText();
            return message.isEmpty() ? status : status + ": " + message;
        } catch (IOException notOfIngest) {
            return status;
        }
    }

    private static byte[] body(List<RecordedClick> clicks) {
        if (clicks.size() == 1) {
            return clicks.get(0).bytes();
        }
        var body = new ByteArrayOutputStream();
        var separator = '[';
        for (var click : clicks) {
            body.write(separator);
            body.writeBytes(click.bytes());
            separator = ',';
        }
        body.write(']');
        return body.toByteArray();
    }

    @Override
    public void close() {}
}
