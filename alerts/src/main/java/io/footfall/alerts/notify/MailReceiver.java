package io.footfall.alerts.notify;

import io.footfall.alerts.rules.PlainLine;
import io.quarkus.mailer.MailTemplate.MailTemplateInstance;
import io.quarkus.qute.CheckedTemplate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A notice in; one mail, plain and HTML, to all recipients out: delivered when the mail server has taken it. */
public final class MailReceiver implements Receiver {
    private static final int LONGEST_SUBJECT = 180;

    private final String from;
    private final List<String> to;
    private final Executor eventLoop;

    /**
     * Sends mail; recipients see each other.
     *
     * @param eventLoop on which the mail client has to be used: from any other thread it may miss the
     *     beginning of what the server says first
     */
    public MailReceiver(String from, List<String> to, Executor eventLoop) {
        this.from = from;
        this.to = List.copyOf(to);
        this.eventLoop = eventLoop;
    }

    @Override
    public CompletableFuture<Outcome> send(Notice notice) {
        return Templates.notice(notice, notice.title())
                .from(from)
                .to(to.toArray(String[]::new))
                .subject(subject(notice))
                .send()
                .runSubscriptionOn(eventLoop)
                .<Outcome>replaceWith(new Outcome.Delivered())
                .subscribeAsCompletionStage();
    }

    @Override
    public String address() {
        return Address.of(String.join(",", to));
    }

    /** One line, whatever the path was: a line break in it would begin a header of the sender's choice. */
    static String subject(Notice notice) {
        return PlainLine.of("[Footfall] " + notice.title(), LONGEST_SUBJECT);
    }

    @CheckedTemplate(basePath = "mail")
    static final class Templates {
        private Templates() {}

        static native MailTemplateInstance notice(Notice notice, String title);
    }
}
