package io.footfall.processor.accounting;

/** What became of the point of a cleaned click. */
public enum StorageResult {
    /** InfluxDB has confirmed it. */
    STORED,
    /** InfluxDB has refused it for good. */
    NOT_STORED,
    /** It is older than the bucket keeps points. */
    EXPIRED
}
