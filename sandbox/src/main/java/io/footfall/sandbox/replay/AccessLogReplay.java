package io.footfall.sandbox.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.footfall.events.Json;
import io.footfall.sandbox.delivery.DeliveryCounts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Sends the lines of an access log as they are and as fast as ingest takes them; ingest reads them. */
final class AccessLogReplay {
    private static final int LINES = 1_000;
    private static final int BYTES = 1024 * 1024;
    private static final int LINES_TO_LOOK_AT = 20;
    private static final Duration FOLLOW_INTERVAL = Duration.ofMillis(250);
    /** The time of common and combined format, and a request in quotes. */
    private static final Pattern COMMON = Pattern.compile(" \\[\\d{2}/[A-Z][a-z]{2}/\\d{4}(:\\d{2}){3} [+-]\\d{4}] \"");

    private static final Pattern JSON =
            Pattern.compile("\\{.*\"(status|DownstreamStatus)\":.*|\\{.*\"(remote_addr|RequestMethod)\":.*");

    private final IngestClient ingest;
    private final DeliveryCounts counts;
    private final RejectedClicks rejected;
    private final CountDownLatch stopping;
    private final List<RecordedLine> batch = new ArrayList<>();
    private int bytes;

    AccessLogReplay(IngestClient ingest, DeliveryCounts counts, RejectedClicks rejected, CountDownLatch stopping) {
        this.ingest = ingest;
        this.counts = counts;
        this.rejected = rejected;
        this.stopping = stopping;
    }

    /** Whether one of the first lines is that of an access log. What cannot be read is an error of the replay itself. */
    static boolean isAccessLog(Path file) {
        try (var lines = ClickFile.open(file)) {
            for (int i = 0; i < LINES_TO_LOOK_AT; i++) {
                var line = lines.next();
                if (line == null) {
                    return false;
                }
                var text = new String(line.bytes(), ISO_8859_1);
                if (text.contains("\"ts_ingest\"")) {
                    return false;
                }
                if (COMMON.matcher(text).find() || JSON.matcher(text).matches()) {
                    return true;
                }
            }
            return false;
        } catch (IOException damaged) {
            return false;
        }
    }

    /**
     * Returns when all lines are sent, or the sandbox is stopped.
     *
     * @throws IOException if the rest of the file cannot be read; all lines before are sent
     */
    void run(RecordedLines file) throws IOException, InterruptedException {
        try {
            for (var line = file.next(); line != null && stopping.getCount() > 0; line = file.next()) {
                add(line);
            }
        } finally {
            send();
        }
    }

    /** Sends what is there, and then what is appended, until the sandbox is stopped. */
    void follow(FollowedFile file) throws IOException, InterruptedException {
        do {
            run(file);
        } while (!stopping.await(FOLLOW_INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void add(RecordedLine line) throws InterruptedException {
        if (line.isBlank()) {
            counts.skipped(1);
            return;
        }
        if (batch.size() == LINES || bytes + line.bytes().length > BYTES) {
            send();
        }
        batch.add(line);
        bytes += line.bytes().length + 1;
    }

    private void send() throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        counts.sent(batch.size());
        var body = new ByteArrayOutputStream(bytes);
        for (var line : batch) {
            body.writeBytes(line.bytes());
            body.write('\n');
        }
        ingest.postUntilAccepted(body.toByteArray(), "text/plain")
                .ifPresentOrElse(this::count, () -> counts.unanswered(batch.size()));
        batch.clear();
        bytes = 0;
    }

    private void count(HttpResponse<String> response) {
        try {
            var answer = Json.MAPPER.readTree(response.body());
            var accepted = answer.path("accepted").asInt();
            counts.accepted(accepted);
            var named = answer.path("lines");
            named.forEach(line -> rejected.add(
                    batch.get(line.path("line").asInt() - 1),
                    line.path("reason").asText()));
            if (named.isEmpty() && accepted == 0) {
                batch.forEach(line -> rejected.add(line, "ingest answered " + response.statusCode()));
            } else {
                counts.rejected(batch.size() - accepted - named.size());
            }
        } catch (IOException notOfIngest) {
            batch.forEach(line -> rejected.add(line, "ingest answered " + response.statusCode()));
        }
    }
}
