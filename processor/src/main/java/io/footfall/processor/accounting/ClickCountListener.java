package io.footfall.processor.accounting;

/** Is notified of the click counts of the partitions that this process reads. */
public interface ClickCountListener {
    void countsChanged(int partition, ProcessedClickCounts counts);

    /** Another process reads the partition now. */
    void partitionRevoked(int partition);
}
