package io.footfall.sandbox.console;

import java.io.PrintStream;

/** What the person at the terminal reads: whole lines, one at a time, from any thread. */
public final class Console {
    private final PrintStream out;
    private final PrintStream err;

    public Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public void say(String line) {
        print(out, line);
    }

    /** For what the person has to act on. */
    public void complain(String line) {
        print(err, line);
    }

    private synchronized void print(PrintStream stream, String line) {
        stream.println(line);
        stream.flush();
    }
}
