package io.footfall.processor.partials;

import io.footfall.processor.state.StateJson;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads the messages of the partials topic. */
public final class PartialDeserializer implements Deserializer<Partial> {
    @Override
    public Partial deserialize(String topic, byte[] value) {
        return StateJson.read(value, Partial.class);
    }
}
