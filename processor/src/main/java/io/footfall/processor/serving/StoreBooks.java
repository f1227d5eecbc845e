package io.footfall.processor.serving;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keeps count of what the store has answered, by partition of {@code clicks-cleaned}: answers in, out
 * what is to be committed and told. A partition's account is opened with what was committed for it when
 * it is assigned and closed when it is revoked; answers to what was received before that are ignored,
 * because those clicks are delivered again, here or elsewhere. Threads may share it.
 */
@Singleton
class StoreBooks {
    private final Map<Integer, Account> accounts = new TreeMap<>();

    /**
     * An account at one moment.
     *
     * @param partition of {@code clicks-cleaned}
     * @param generation of the consumer group in which the account was opened
     * @param next the first offset that is not in the counts
     * @param counts everything before it
     */
    record Entry(int partition, int generation, long next, StoredCounts counts) {}

    synchronized void open(Entry committed) {
        accounts.put(committed.partition(), new Account(committed));
    }

    synchronized void close(int partition) {
        accounts.remove(partition);
    }

    /**
     * Counts one click.
     *
     * @param generation of the consumer group in which it was received
     */
    synchronized void answered(int partition, int generation, long offset, boolean isStored) {
        var account = accounts.get(partition);
        if (account != null && generation >= account.current.generation() && offset >= account.current.next()) {
            var counts = account.current.counts().plus(isStored);
            account.current = new Entry(partition, account.current.generation(), offset + 1, counts);
        }
    }

    /** What has changed since it was committed. */
    synchronized List<Entry> uncommitted() {
        return accounts.values().stream()
                .filter(account -> account.committed.next() < account.current.next())
                .map(account -> account.current)
                .toList();
    }

    /** Takes note of a commit that has succeeded; one from before an account was opened anew says nothing of it. */
    synchronized void committed(Collection<Entry> entries) {
        for (var entry : entries) {
            var account = accounts.get(entry.partition());
            if (account != null
                    && account.committed.generation() == entry.generation()
                    && account.committed.next() < entry.next()) {
                account.committed = entry;
            }
        }
    }

    /** Committed counts that have not been told yet, which takes them for told. */
    synchronized Map<Integer, StoredCounts> takeUntold() {
        var untold = new HashMap<Integer, StoredCounts>();
        accounts.forEach((partition, account) -> {
            if (!account.committed.counts().equals(account.told)) {
                account.told = account.committed.counts();
                untold.put(partition, account.told);
            }
        });
        return untold;
    }

    /** What was taken could not be told after all. */
    synchronized void notTold(int partition) {
        var account = accounts.get(partition);
        if (account != null) {
            account.told = null;
        }
    }

    /** Everything that the store has answered of a partition, committed or not. */
    synchronized StoredCounts counts(int partition) {
        var account = accounts.get(partition);
        return account == null ? StoredCounts.NONE : account.current.counts();
    }

    synchronized Set<Integer> partitions() {
        return new TreeSet<>(accounts.keySet());
    }

    private static final class Account {
        private Entry current;
        private Entry committed;
        private StoredCounts told;

        Account(Entry opening) {
            current = opening;
            committed = opening;
        }
    }
}
