package io.footfall.alerts;

import io.footfall.alerts.life.AlertBook;
import io.footfall.alerts.life.Source;
import io.footfall.alerts.notify.Announcer;
import io.footfall.alerts.notify.Deliveries;
import io.footfall.alerts.notify.Notice;
import io.footfall.alerts.rules.Finding;
import io.footfall.alerts.rules.PlainLine;
import io.quarkus.logging.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the one replica does that judges and tells: records in, alerts written down and people told
 * out. Alerts are safe before anybody is told of them, and a notice is safe before the first attempt,
 * so that whoever takes over goes on where this one was. Used by one thread.
 */
final class Duty {
    /** Of what happens because time passes, not because a record has come: such findings replace each other. */
    private static final Source CLOCK = new Source(-1, 0);

    /** How long what people have decided is remembered after it has ended. */
    private static final Duration DECIDED = Duration.ofDays(31);

    private static final int LONGEST_TITLE = 300;

    private final Judges judges;
    private final AlertBook book;
    private final Announcer announcer;
    private final Deliveries deliveries;
    private final Chronicle chronicle;
    private final AlertsLog log;
    private final Clock clock;

    Duty(
            Judges judges,
            AlertBook book,
            Announcer announcer,
            Deliveries deliveries,
            Chronicle chronicle,
            AlertsLog log,
            Clock clock) {
        this.judges = judges;
        this.book = book;
        this.announcer = announcer;
        this.deliveries = deliveries;
        this.chronicle = chronicle;
        this.log = log;
        this.clock = clock;
    }

    /** Goes on where the one before was, as far as the chronicle tells. */
    void takeOver() {
        var now = clock.instant();
        for (var written : chronicle.alerts()) {
            book.restore(written.alert(), now);
            judges.resume(written.alert());
        }
        for (var notice : chronicle.notices()) {
            announcer.told(notice.alerts(), notice.at());
            deliveries.add(notice);
        }
    }

    /** Feeds the rules with what has been judged before. */
    void remember(ConsumerRecord<byte[], byte[]> record) {
        judges.judge(record);
    }

    void judge(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        var now = clock.instant();
        for (var record : records) {
            judges.judge(record)
                    .ifPresent(finding -> apply(finding, new Source(record.partition(), record.offset()), now));
        }
        pass();
    }

    private void apply(Finding finding, Source source, Instant now) {
        book.apply(finding, source, now, alert -> announcer.isSettled(alert, now));
    }

    /** Does what is due. */
    void pass() {
        var now = clock.instant();
        judges.at(now).forEach(finding -> apply(finding, CLOCK, now));
        book.pass(now, alert -> announcer.isSettled(alert, now));
        log.write(book.takeChanges());
        announcer.due(book.alerts(), now).forEach(announcement -> tell(announcement, now));
        chronicle.decisions().redeliveries().forEach(wanted -> chronicle
                .notice(wanted.notice())
                .ifPresent(notice -> deliveries.again(notice, wanted)));
        deliveries.pass();
        chronicle.decisions().outdated(now.minus(DECIDED)).forEach(log::forget);
    }

    /** Ends it: what is under way is the next one's. */
    void end() {
        deliveries.stop();
    }

    private void tell(Announcer.Announcement announcement, Instant now) {
        var begun = deliveries.begin(announcement.kind(), announcement.alerts(), now);
        var id = "msg_" + UUID.randomUUID().toString().replace("-", "");
        var notice = new Notice(id, announcement.kind(), announcement.group(), now, announcement.alerts(), begun);
        var title = PlainLine.of(notice.title(), LONGEST_TITLE);
        if (begun.isEmpty()) {
            Log.infof("Nobody is told: %s", title);
        } else {
            Log.infof("%s are told as %s: %s", begun.keySet(), id, title);
            log.write(notice);
            deliveries.add(notice);
        }
        announcer.told(announcement.alerts(), now);
    }
}
