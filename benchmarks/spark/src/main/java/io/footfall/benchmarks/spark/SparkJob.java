package io.footfall.benchmarks.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.timestamp_millis;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.window;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Cleans clicks, and counts how many cleaned ones are page views and how many are not in each window of 30 s of event
 * time. A query of Spark has one output, so these are two, and each reads the clicks itself.
 */
public final class SparkJob {
    private static final String CLICKS = "clicks";
    private static final String TIME = "time";
    /** Clicks that are later than this, compared with the newest of the batch before, are not counted. */
    private static final String LATEST = "2 minutes";
    /** Enough to be worth a batch, few enough that there are several batches. */
    private static final int CLICKS_A_BATCH = 200_000;

    private static final StructType CLICK = StructType.fromDDL("visitor_platform STRING, ts_ingest BIGINT,"
            + " article_title STRING, visitor_country STRING, visitor_page_timer BIGINT, visitor_os STRING,"
            + " article STRING, visitor_page_height BIGINT, visitor_browser STRING");

    private final SparkSession spark;
    private final String bootstrapServers;
    private final String checkpoints;

    private SparkJob(SparkSession spark, String bootstrapServers, String checkpoints) {
        this.spark = spark;
        this.bootstrapServers = bootstrapServers;
        this.checkpoints = checkpoints;
    }

    /**
     * Runs until the process is ended. Arguments: the broker's address, the topics for cleaned clicks and for windows,
     * and a directory for Spark's checkpoints. Each query commits its offsets to the consumer group that has the name of its
     * topic.
     */
    public static void main(String[] arguments) throws Exception {
        var spark = SparkSession.builder()
                .master("local[2]")
                .appName("clicks")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.ui.enabled", false)
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", 2)
                .getOrCreate();
        spark.sparkContext().setLogLevel("WARN");
        try (var committed = new OffsetCommitter(arguments[0])) {
            spark.streams().addListener(committed);
            var job = new SparkJob(spark, arguments[0], arguments[3]);
            var clean = job.clean();
            job.write(cleaned(clean), arguments[1], "append").start();
            job.write(windows(clean), arguments[2], "update").start();
            spark.streams().awaitAnyTermination();
        }
    }

    private Dataset<Row> clean() {
        return spark.readStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", bootstrapServers)
                .option("subscribe", CLICKS)
                .option("startingOffsets", "earliest")
                .option("maxOffsetsPerTrigger", CLICKS_A_BATCH)
                .load()
                .select(
                        col("key"),
                        from_json(col("value").cast(DataTypes.StringType), CLICK)
                                .as("click"))
                .select("key", "click.*")
                .na()
                .drop(CLICK.fieldNames())
                .withColumn("visitor_country", upper(col("visitor_country")))
                .filter(col("visitor_country").isin("BE", "NL"))
                .withColumn(TIME, timestamp_millis(col("ts_ingest")));
    }

    private static Dataset<Row> cleaned(Dataset<Row> clean) {
        var fields = Arrays.stream(CLICK.fieldNames())
                .map(field -> field.equals("ts_ingest") ? iso(col(TIME)).as(field) : col(field))
                .toArray(Column[]::new);
        return clean.select(col("key"), to_json(struct(fields)).as("value"));
    }

    private static Dataset<Row> windows(Dataset<Row> clean) {
        var flagged = col("visitor_page_timer")
                .equalTo(0)
                .and(col("visitor_page_height").equalTo(0));
        var span = struct(
                iso(col("window.start")).as("start"), iso(col("window.end")).as("end"));
        return clean.withColumn("flagged", flagged)
                .withWatermark(TIME, LATEST)
                .groupBy(window(col(TIME), "30 seconds"), col("flagged"))
                .count()
                .select(to_json(struct(span.as("window"), col("flagged"), col("count")))
                        .as("value"));
    }

    private static Column iso(Column time) {
        return date_format(time, "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
    }

    private DataStreamWriter<Row> write(Dataset<Row> records, String topic, String mode) {
        return records.writeStream()
                .queryName(topic)
                .outputMode(mode)
                .format("kafka")
                .option("kafka.bootstrap.servers", bootstrapServers)
                .option("kafka.acks", "all")
                .option("kafka.compression.type", "lz4")
                .option("kafka.linger.ms", 20)
                .option("kafka.batch.size", 131_072)
                .option("topic", topic)
                .option("checkpointLocation", checkpoints + "/" + topic);
    }

    /** Commits the offsets of each query to Kafka after each of its batches, so that it can be followed like a consumer. */
    @SuppressWarnings("serial") // Spark never serializes a listener
    private static final class OffsetCommitter extends StreamingQueryListener implements AutoCloseable {
        private static final ObjectMapper JSON = new ObjectMapper();
        private static final TypeReference<Map<String, Map<Integer, Long>>> OFFSETS = new TypeReference<>() {};

        private final Admin admin;

        OffsetCommitter(String bootstrapServers) {
            admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        }

        @Override
        public void onQueryStarted(QueryStartedEvent event) {}

        @Override
        public void onQueryProgress(QueryProgressEvent event) {
            var query = event.progress();
            try {
                var done = new HashMap<TopicPartition, OffsetAndMetadata>();
                for (var source : query.sources()) {
                    JSON.readValue(source.endOffset(), OFFSETS)
                            .forEach((topic, offsets) -> offsets.forEach((partition, offset) ->
                                    done.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset))));
                }
                admin.alterConsumerGroupOffsets(query.name(), done).all().get();
            } catch (JsonProcessingException | ExecutionException e) {
                throw new IllegalStateException("Kafka has not accepted the offsets of " + query.name(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void onQueryTerminated(QueryTerminatedEvent event) {}

        @Override
        public void close() {
            admin.close();
        }
    }
}
