package io.footfall.alerts.notify;

import io.footfall.alerts.notify.Receipt.Delivered;
import io.footfall.alerts.rules.PlainLine;
import io.footfall.events.Alert;
import io.quarkus.mailer.MailTemplate.MailTemplateInstance;
import io.quarkus.qute.CheckedTemplate;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** An alert in; one mail, plain and HTML, to all recipients out: delivered when the mail server has taken it. */
public final class MailReceiver implements Receiver {
    private static final int LONGEST_SUBJECT = 180;

    private final String from;
    private final String[] to;

    /** Recipients see each other. */
    public MailReceiver(String from, List<String> to) {
        this.from = from;
        this.to = to.toArray(String[]::new);
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public CompletionStage<Receipt> send(Alert alert) {
        return Templates.alert(alert)
                .from(from)
                .to(to)
                .subject(subject(alert))
                .send()
                .<Receipt>replaceWith(new Delivered())
                .subscribeAsCompletionStage();
    }

    /** One line, whatever the path was: a line break in it would begin a header of the sender's choice. */
    static String subject(Alert alert) {
        return PlainLine.of("[Footfall] " + alert.severity() + ": " + alert.summary(), LONGEST_SUBJECT);
    }

    @CheckedTemplate(basePath = "mail")
    static final class Templates {
        private Templates() {}

        static native MailTemplateInstance alert(Alert alert);
    }
}
