package io.footfall.events.settings;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.logging.Handler;
import java.util.logging.Level;
import org.jboss.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.ConsoleHandler;

/**
 * Starts a service. It logs a warning for each unknown setting. If the service cannot start because of a setting, it logs
 * one line instead of a stack trace.
 */
@QuarkusMain(name = "service")
public final class ServiceMain {
    private static final String LOG_FORMAT = "%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p [%c] (%t) %s%e%n";

    private ServiceMain() {}

    public static void main(String... arguments) {
        AddressCache.limit();
        logBeforeConfiguration();
        ShutdownDeadline.ofService().startAtShutdown();
        new UnknownSettings().given().forEach(name -> Lines.LOG.warnf("Unknown setting %s", name));
        Quarkus.run(null, ServiceMain::exit, arguments);
    }

    /**
     * Logs warnings at once. By default all records are kept until logging is configured, and a failure before that logs
     * how many were lost.
     */
    static void logBeforeConfiguration() {
        var console = new ConsoleHandler(new PatternFormatter(LOG_FORMAT));
        console.setLevel(Level.WARNING);
        InitialConfigurator.DELAYED_HANDLER.setHandlers(new Handler[] {console});
    }

    /** Ends the service after a failure that it cannot handle, with status 1. Whoever runs it restarts it. */
    public static void stopAfterFailure() {
        ShutdownDeadline.ofService().start();
        Quarkus.asyncExit(1);
    }

    /** Whether the process has begun to shut down. */
    static boolean isStopping() {
        return ShutdownDeadline.ofService().isStarted();
    }

    /** What fails because the service has been stopped is no failure to start. */
    private static void exit(int status, Throwable failure) {
        if (failure != null && !isStopping()) {
            var lines = StartFailure.lines(failure);
            lines.forEach(line -> Lines.LOG.errorf("The service cannot start: %s", line));
            if (lines.isEmpty()) {
                Lines.LOG.error("The service cannot start", failure);
            }
        }
        System.exit(status);
    }

    /** Loaded after the address cache has been limited: logging resolves the name of this machine. */
    private static final class Lines {
        private static final Logger LOG = Logger.getLogger(ServiceMain.class);
    }
}
