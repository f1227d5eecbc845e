package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A self-signed certificate of this machine.
 *
 * @param path of a PKCS #12 store with its key
 */
record SelfSigned(Path path, String password) {
    static SelfSigned in(Path directory) throws IOException, InterruptedException {
        var made = new SelfSigned(directory.resolve("self-signed.p12"), "changeit");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "localhost",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        made.path().toString(),
                        "-storepass",
                        made.password())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!keytool.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool made no certificate");
        }
        return made;
    }

    /** A mail server with implicit TLS that requires a password. */
    MailServer mailServer(int port) {
        System.setProperty("greenmail.tls.keystore.file", path.toString());
        System.setProperty("greenmail.tls.keystore.password", password);
        var server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        server.getUserManager().setAuthRequired(true);
        server.start();
        return new MailServer(server);
    }

    record MailServer(GreenMail mail) implements AutoCloseable {
        @Override
        public void close() {
            mail.stop();
        }
    }
}
