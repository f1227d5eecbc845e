package io.footfall.benchmarks.ingest;

import io.footfall.benchmarks.load.ClosedLoop;
import io.footfall.benchmarks.process.Server;
import io.footfall.benchmarks.report.Finding;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The broker stands still under load and goes on: what was answered 200 must be in the log, and what
 * cannot be put there must be refused, on connections that hold.
 *
 * @param before how long the load runs before
 * @param stall how long the broker stands still
 */
record Stall(Duration before, Duration stall) {
    private static final int CONNECTIONS = 512;
    private static final Duration AFTER = Duration.ofSeconds(30);

    Finding run(IngestServers servers) throws IOException, InterruptedException {
        var broker = servers.startBroker();
        var ingest = servers.startIngest(broker);
        var log = new StallLog(System.nanoTime());
        var load = load(ingest.port(), log);
        Thread.sleep(before.toMillis());
        var memory = StallMemory.before(ingest.server().vitals());
        broker.server().freeze();
        log.freeze(System.nanoTime());
        System.out.println("the broker stands still");
        memory = watch(ingest.server(), memory);
        log.thaw(System.nanoTime());
        broker.server().thaw();
        System.out.println("the broker goes on");
        ended(load);
        memory = memory.after(ingest.server().vitals());
        var contents = LogContents.read(broker.bootstrapServers());
        return StallReport.of(log, contents, memory).finding();
    }

    private CompletableFuture<Void> load(int port, StallLog log) {
        return CompletableFuture.runAsync(() -> {
            try {
                new ClosedLoop(port).run(CONNECTIONS, 1, before.plus(stall).plus(AFTER), log);
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
    }

    private StallMemory watch(Server ingest, StallMemory before) throws IOException, InterruptedException {
        var memory = before;
        var end = System.nanoTime() + stall.toNanos();
        while (System.nanoTime() < end) {
            Thread.sleep(500);
            memory = memory.during(ingest.vitals());
        }
        return memory;
    }

    private static void ended(CompletableFuture<Void> load) throws IOException {
        try {
            load.join();
        } catch (CompletionException e) {
            throw new IOException("the load ended early", e.getCause());
        }
    }
}
