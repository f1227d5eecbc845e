package io.footfall.sandbox.console;

import java.io.PrintStream;

/** Prints whole lines to the terminal. Thread-safe. */
public final class Console {
    private final PrintStream out;
    private final PrintStream err;

    public Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public void print(String line) {
        write(out, line);
    }

    /** Prints a problem that needs action to standard error. */
    public void printError(String line) {
        write(err, line);
    }

    private synchronized void write(PrintStream stream, String line) {
        stream.println(line);
        stream.flush();
    }
}
