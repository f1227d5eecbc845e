package io.footfall.processor.partials;

import io.footfall.processor.state.StateJson;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads the records of {@code clicks-partial-totals}. */
public final class PartialMessageDeserializer implements Deserializer<PartialMessage> {
    @Override
    public PartialMessage deserialize(String topic, byte[] value) {
        return StateJson.read(value, PartialMessage.class);
    }
}
