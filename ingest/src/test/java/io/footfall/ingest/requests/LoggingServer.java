package io.footfall.ingest.requests;

import static io.footfall.testing.Patience.PATIENCE;
import static org.awaitility.Awaitility.await;

import io.footfall.testing.Requirement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A web server that logs as {@code docs/access-logs.md} says. */
enum LoggingServer {
    NGINX(Requirement.NGINX, "nginx", "-c") {
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
                    http {
                    %2$s
                    %3$s
                    access_log %1$s/combined.log combined;
                    server { listen 127.0.0.1:%4$d; location / { return 404; } }
                    }
                    """.formatted(directory, temporary, documented, port);
        }
    },
    APACHE(Requirement.APACHE, "apache", "-DFOREGROUND -f") {
        @Override
        String whole(String documented, Path directory, int port) {
            return """
                    ServerRoot %1$s
                    DefaultRuntimeDir %1$s
                    PidFile %1$s/pid
                    ErrorLog %1$s/error.log
                    LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
                    LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
                    LoadModule alias_module /usr/lib/apache2/modules/mod_alias.so
                    User www-data
                    Group www-data
                    ServerName www.example.com
                    Listen 127.0.0.1:%2$d
                    Redirect 404 /
                    CustomLog %1$s/combined.log "%%h %%l %%u %%t \\"%%r\\" %%>s %%b \\"%%{Referer}i\\" \\"%%{User-Agent}i\\""
                    %3$s
                    """.formatted(directory, port, documented);
        }
    },
    CADDY(Requirement.CADDY, "caddy", "run --adapter caddyfile --config") {
        @Override
        String whole(String documented, Path directory, int port) {
            return """
                    {
                        admin off
                        auto_https off
                    }
                    http://:%d {
                        bind 127.0.0.1
                        respond 404
                        %s
                    }
                    """.formatted(port, documented);
        }
    },
    HAPROXY(Requirement.HAPROXY, "haproxy", "-f") {
        @Override
        String whole(String documented, Path directory, int port) {
            return """
                    global
                        log stdout len 16384 format raw daemon
                    defaults
                        mode http
                        log global
                        option dontlognull
                        timeout client 60s
                        timeout server 60s
                        timeout connect 60s
                    frontend site
                        bind 127.0.0.1:%d
                        %s
                        http-request return status 404
                    """.formatted(port, documented);
        }
    };

    private static final Path PAGE = Path.of("..", "docs", "access-logs.md");
    private static final Pattern LOG_DIRECTORY = Pattern.compile("/var/log/(nginx|apache2|caddy)");

    private final Requirement program;
    private final String block;
    private final String arguments;

    LoggingServer(Requirement program, String block, String arguments) {
        this.program = program;
        this.block = block;
        this.arguments = arguments;
    }

    /** The configuration of a whole process. */
    abstract String whole(String documented, Path directory, int port);

    /** A server that is running, and its directory, in which its logs are. */
    record Running(Process process, Path directory, int port) implements AutoCloseable {
        Socket connect() throws IOException {
            var socket = new Socket();
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            return socket;
        }

        /** Ends it as an operator does, after which its logs are complete. */
        void stop() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("it has not ended, see " + directory);
            }
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }

    Running start(Path directory) throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var documented = LOG_DIRECTORY.matcher(documented()).replaceAll(directory.toString());
        var file = Files.writeString(directory.resolve("configuration"), whole(documented, directory, port));
        var command = new ArrayList<String>();
        command.add(program.require().toString());
        command.addAll(List.of(arguments.split(" ", -1)));
        command.add(file.toString());
        var process = new ProcessBuilder(command)
                .redirectError(directory.resolve("errors").toFile())
                .redirectOutput(directory.resolve("output").toFile());
        process.environment().put("XDG_DATA_HOME", directory.toString());
        process.environment().put("XDG_CONFIG_HOME", directory.toString());
        var running = new Running(process.start(), directory, port);
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .failFast("it has ended, see " + directory, () -> !running.process()
                        .isAlive())
                .until(() -> {
                    running.connect().close();
                    return true;
                });
        return running;
    }

    private String documented() throws IOException {
        var found =
                Pattern.compile("```" + block + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        if (!found.find()) {
            throw new IllegalStateException(PAGE + " has no block for " + this);
        }
        return found.group(1);
    }
}
