package io.footfall.sandbox.manifests;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.util.List;
import java.util.Map;

/**
 * Models of KEDA's kinds, because there is no library of them. Has only the fields that the manifests use, and rejects
 * others.
 */
final class Keda {
    private Keda() {}

    @SuppressWarnings("serial")
    static final class ScaledObject extends Kind {
        public ScaledObjectSpec spec;
    }

    @SuppressWarnings("serial")
    static final class TriggerAuthentication extends Kind {
        public TriggerAuthenticationSpec spec;
    }

    record ScaledObjectSpec(
            Reference scaleTargetRef,
            int pollingInterval,
            int cooldownPeriod,
            int minReplicaCount,
            int maxReplicaCount,
            Advanced advanced,
            List<Trigger> triggers) {}

    record Advanced(Autoscaler horizontalPodAutoscalerConfig) {}

    record Autoscaler(HorizontalPodAutoscalerBehavior behavior) {}

    record Trigger(String type, Map<String, String> metadata, Reference authenticationRef) {}

    record Reference(String name) {}

    record TriggerAuthenticationSpec(List<SecretTarget> secretTargetRef) {}

    record SecretTarget(String parameter, String name, String key) {}

    /** Fields of all kinds. */
    @SuppressWarnings("serial")
    @JsonDeserialize(using = JsonDeserializer.None.class)
    abstract static class Kind implements HasMetadata {
        private ObjectMeta metadata;
        private String apiVersion;
        private String kind;

        @Override
        public ObjectMeta getMetadata() {
            return metadata;
        }

        @Override
        public void setMetadata(ObjectMeta metadata) {
            this.metadata = metadata;
        }

        @Override
        public String getApiVersion() {
            return apiVersion;
        }

        @Override
        public void setApiVersion(String apiVersion) {
            this.apiVersion = apiVersion;
        }

        @Override
        public String getKind() {
            return kind;
        }

        public void setKind(String kind) {
            this.kind = kind;
        }
    }
}
