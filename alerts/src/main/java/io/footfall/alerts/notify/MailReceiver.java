package io.footfall.alerts.notify;

import io.footfall.alerts.rules.PlainLine;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.Variant;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A notice in; one mail, plain and HTML, to all recipients out: delivered when the mail server has taken it. */
public final class MailReceiver implements Receiver {
    private static final int LONGEST_SUBJECT = 180;

    private final String from;
    private final List<String> to;
    private final MailClient client;
    private final Vertx vertx;

    /** Sends mail; recipients see each other. */
    public MailReceiver(String from, List<String> to, MailClient client, Vertx vertx) {
        this.from = from;
        this.to = List.copyOf(to);
        this.client = client;
        this.vertx = vertx;
    }

    @Override
    public CompletableFuture<Outcome> send(Notice notice) {
        var mail = mail(notice);
        var sent = new CompletableFuture<Outcome>();
        // From any thread but an event loop's, the client may miss the beginning of what the server says first.
        vertx.runOnContext(nothing -> client.sendMail(mail)
                .onSuccess(result -> sent.complete(new Outcome.Delivered()))
                .onFailure(sent::completeExceptionally));
        return sent;
    }

    @Override
    public String address() {
        return Address.of(String.join(",", to));
    }

    private MailMessage mail(Notice notice) {
        var mail = new MailMessage()
                .setFrom(from)
                .setTo(to)
                .setSubject(subject(notice))
                .setText(Templates.notice(notice, notice.title())
                        .setVariant(Variant.forContentType(Variant.TEXT_PLAIN))
                        .render())
                .setHtml(Templates.notice(notice, notice.title())
                        .setVariant(Variant.forContentType(Variant.TEXT_HTML))
                        .render());
        // One that is sent twice is one mail to many mailboxes; and nobody's absence is worth an answer.
        mail.addHeader("Message-ID", "<" + notice.id() + "@footfall>");
        return mail.addHeader("Auto-Submitted", "auto-generated");
    }

    /** One line, whatever the path was: a line break in it would begin a header of the sender's choice. */
    static String subject(Notice notice) {
        return PlainLine.of("[Footfall] " + notice.title(), LONGEST_SUBJECT);
    }

    @CheckedTemplate(basePath = "mail")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance notice(Notice notice, String title);
    }
}
