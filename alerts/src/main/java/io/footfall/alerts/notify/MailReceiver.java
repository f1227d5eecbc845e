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
    private final String publicUrl;
    private final MailClient client;
    private final Vertx vertx;

    /**
     * Sends mail; recipients see each other.
     *
     * @param publicUrl where people reach the API of alerts, or empty
     */
    public MailReceiver(String from, List<String> to, String publicUrl, MailClient client, Vertx vertx) {
        this.from = from;
        this.to = List.copyOf(to);
        this.publicUrl = publicUrl;
        this.client = client;
        this.vertx = vertx;
    }

    @Override
    public CompletableFuture<Outcome> send(Notice notice) {
        var mail = mail(notice);
        var sent = new CompletableFuture<Outcome>();
        // From any thread but an event loop's, the client may miss the beginning of what the server says first.
        vertx.runOnContext(nothing -> client.sendMail(mail)
                .onSuccess(result -> sent.complete(new Outcome.Delivered(
                        refused(to.size() - result.getRecipients().size()))))
                .onFailure(sent::completeExceptionally));
        return sent;
    }

    private static String refused(int recipients) {
        return recipients > 0 ? recipients + " of the recipients were refused by the mail server" : null;
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
                .setText(text(notice, Variant.TEXT_PLAIN))
                .setHtml(text(notice, Variant.TEXT_HTML));
        // One that is sent twice is one mail to many mailboxes; and nobody's absence is worth an answer.
        mail.addHeader("Message-ID", "<" + notice.id() + "@footfall>");
        // What belongs to the same alert is one conversation.
        mail.addHeader("References", "<" + notice.alerts().get(0).fingerprint() + "@footfall>");
        return mail.addHeader("Auto-Submitted", "auto-generated");
    }

    private String text(Notice notice, String type) {
        return Templates.notice(notice, notice.title(), publicUrl)
                .setVariant(Variant.forContentType(type))
                .render();
    }

    /** One line, whatever the path was: a line break in it would begin a header of the sender's choice. */
    static String subject(Notice notice) {
        return PlainLine.of("[Footfall] " + notice.title(), LONGEST_SUBJECT);
    }

    @CheckedTemplate(basePath = "mail")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance notice(Notice notice, String title, String publicUrl);
    }
}
