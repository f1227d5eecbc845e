package io.footfall.docs;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.testing.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A proxy with its configuration in {@code docs/deploy.md}, but for ports and certificate. */
enum DocumentedProxy {
    NGINX(Requirement.NGINX, "-c") {
        @Override
        String whole(String documented, Path directory, int port) {
            var temporary = List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi").stream()
                    .map(kind -> "%s_temp_path %s;".formatted(kind, directory.resolve(kind)))
                    .reduce("", String::concat);
            return """
                    user root;
                    daemon off;
                    worker_processes 1;
                    pid %1$s/pid;
                    error_log %1$s/error.log;
                    events {}
                    http { access_log off; %2$s
                    %3$s
                    }
                    """.formatted(directory, temporary, documented.replace("listen 443", "listen 127.0.0.1:" + port));
        }
    },
    HAPROXY(Requirement.HAPROXY, "-db -f") {
        @Override
        String whole(String documented, Path directory, int port) {
            return documented.replace("bind :443", "bind 127.0.0.1:" + port);
        }
    },
    CADDY(Requirement.CADDY, "run --adapter caddyfile --config") {
        @Override
        String whole(String documented, Path directory, int port) {
            var site = "https://$1.example.com:%d {\n bind 127.0.0.1\n tls %s/cert.pem %s/key.pem\n"
                    .formatted(port, directory, directory);
            return "{\n admin off\n auto_https off\n}\n"
                    + documented.replaceAll("(?m)^(\\w+)\\.example\\.com \\{\n", site);
        }
    };

    private static final String PASSWORD = "changeit";

    private final Requirement program;
    private final String arguments;

    DocumentedProxy(Requirement program, String arguments) {
        this.program = program;
        this.arguments = arguments;
    }

    /** The configuration of a whole process. */
    abstract String whole(String documented, Path directory, int port);

    /**
     * Starts it.
     *
     * @param port where it listens
     * @param ingest port of that service, and so on
     */
    Process start(Path directory, int port, int ingest, int alerts, int dashboard) throws Exception {
        var documented = documented()
                .replace("127.0.0.1:8080", "127.0.0.1:" + ingest)
                .replace("127.0.0.1:8082", "127.0.0.1:" + alerts)
                .replace("127.0.0.1:8083", "127.0.0.1:" + dashboard)
                .replace("/etc/ssl/footfall", directory.toString());
        var file = directory.resolve("configuration");
        Files.writeString(file, whole(documented, directory, port));
        makeCertificate(directory);
        var command = new ArrayList<String>();
        command.add(program.require().toString());
        command.addAll(List.of(arguments.split(" ")));
        command.add(file.toString());
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile());
        process.environment().put("XDG_DATA_HOME", directory.toString());
        process.environment().put("XDG_CONFIG_HOME", directory.toString());
        return process.start();
    }

    private String documented() {
        var block = Pattern.compile("```" + name().toLowerCase(Locale.ROOT) + "\n(.*?)```", Pattern.DOTALL)
                .matcher(ProjectFiles.text(ProjectFiles.ROOT.resolve("docs/deploy.md")));
        if (!block.find()) {
            throw new IllegalStateException("docs/deploy.md has no block for " + this);
        }
        return block.group(1);
    }

    private static void makeCertificate(Path directory) throws Exception {
        var file = directory.resolve("store.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "proxy",
                        "-dname",
                        "CN=stats.example.com",
                        "-ext",
                        "SAN=dns:stats.example.com,dns:dashboard.example.com,dns:alerts.example.com",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!keytool.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool made no certificate");
        }
        var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        var certificate = pem("CERTIFICATE", store.getCertificate("proxy").getEncoded());
        var key =
                pem("PRIVATE KEY", store.getKey("proxy", PASSWORD.toCharArray()).getEncoded());
        Files.writeString(directory.resolve("cert.pem"), certificate);
        Files.writeString(directory.resolve("key.pem"), key);
        Files.writeString(directory.resolve("both.pem"), certificate + key);
    }

    private static String pem(String kind, byte[] encoded) {
        var text = Base64.getMimeEncoder(64, "\n".getBytes(UTF_8)).encodeToString(encoded);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, text, kind);
    }
}
