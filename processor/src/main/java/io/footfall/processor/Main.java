package io.footfall.processor;

import io.footfall.events.settings.ServiceMain;
import io.footfall.processor.replay.drop.DropCommand;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.util.List;

/** Starts the service, or, with arguments, runs {@link DropCommand} and exits. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        if (arguments.length == 0) {
            ServiceMain.main();
        } else {
            System.exit(new DropCommand(System.out, System.err).run(List.of(arguments)));
        }
    }
}
