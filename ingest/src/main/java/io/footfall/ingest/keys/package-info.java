/** Keys of visitor ids: one a day, random, the same in all replicas, and deleted after its day. */
package io.footfall.ingest.keys;
