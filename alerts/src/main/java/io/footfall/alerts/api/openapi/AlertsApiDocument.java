package io.footfall.alerts.api.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Adds to the OpenAPI document the errors that operations have in common, and what annotations cannot say. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class AlertsApiDocument implements OASFilter {
    private static final String JSON = "application/json";
    private static final String ERROR = "Error";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var components = document.getComponents();
        components.addSchema(
                ERROR,
                OASFactory.createSchema()
                        .addType(SchemaType.OBJECT)
                        .addProperty(
                                "error",
                                OASFactory.createSchema()
                                        .addType(SchemaType.STRING)
                                        .description("A sentence for people"))
                        .addRequired("error"));
        addResponses(components);
        rejectUnknownFields(components);
        document.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .values()
                .forEach(operation -> addErrors(path, operation)));
    }

    private static void addResponses(Components components) {
        components.addResponse("BadRequest", error("The body or a parameter is not valid"));
        components.addResponse("Unauthorized", empty("Nobody is logged in, or the password is wrong"));
        components.addResponse("Forbidden", empty("The user's role does not allow it"));
        components.addResponse("NotFound", error("There is no such thing"));
        components.addResponse(
                "MethodNotAllowed",
                error("The path has other methods")
                        .addHeader(
                                "Allow",
                                OASFactory.createHeader()
                                        .description("Those methods")
                                        .schema(OASFactory.createSchema().addType(SchemaType.STRING))));
        components.addResponse("NotAcceptable", error("The answer is JSON, which Accept does not allow"));
        components.addResponse("TooLarge", empty("The body is too large"));
        components.addResponse("UnsupportedMediaType", error("The body must be application/json"));
        components.addResponse("Busy", error("Another backtest is running"));
        components.addResponse(
                "Unavailable", error("Kafka has not answered in time, or too many logins are being checked"));
    }

    private static void addErrors(String path, Operation operation) {
        add(operation, "401", "Unauthorized");
        add(operation, "403", "Forbidden");
        add(operation, "405", "MethodNotAllowed");
        add(operation, "406", "NotAcceptable");
        add(operation, "503", "Unavailable");
        if (path.contains("{")) {
            add(operation, "404", "NotFound");
        }
        if (operation.getRequestBody() != null) {
            add(operation, "400", "BadRequest");
            add(operation, "413", "TooLarge");
            add(operation, "415", "UnsupportedMediaType");
        }
        if (operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter -> parameter.getName().equals("limit"))) {
            add(operation, "400", "BadRequest");
        }
        if (path.endsWith("/deliveries/{receiver}")) {
            add(operation, "400", "BadRequest");
        }
        if (path.equals("/alerts/backtest")) {
            add(operation, "429", "Busy");
        }
    }

    private static void add(Operation operation, String status, String name) {
        operation
                .getResponses()
                .addAPIResponse(status, OASFactory.createAPIResponse().ref(name));
    }

    private static APIResponse empty(String description) {
        return OASFactory.createAPIResponse().description(description);
    }

    private static APIResponse error(String description) {
        var schema = OASFactory.createSchema().ref(ERROR);
        return empty(description)
                .content(OASFactory.createContent()
                        .addMediaType(JSON, OASFactory.createMediaType().schema(schema)));
    }

    private static void rejectUnknownFields(Components components) {
        for (var name : List.of("BacktestRequest", "SilenceRequest")) {
            var schema = components.getSchemas().get(name);
            schema.removeProperty("unknown");
            schema.setAdditionalPropertiesSchema(OASFactory.createSchema().booleanSchema(false));
        }
        for (var name : List.of("AcknowledgeRequest", "BacktestRequest", "SilenceRequest")) {
            allowNull(components.getSchemas().get(name));
        }
        // What to silence: a rule, an alert, or all.
        components.getSchemas().get("SilenceRequest").anyOf(List.of(text("rule"), text("fingerprint"), all()));
    }

    private static Schema text(String field) {
        var text = OASFactory.createSchema().addType(SchemaType.STRING);
        return OASFactory.createSchema().properties(Map.of(field, text)).addRequired(field);
    }

    /** A field that is null is as good as none. */
    private static void allowNull(Schema request) {
        for (var property : List.copyOf(request.getProperties().entrySet())) {
            if (request.getRequired() == null || !request.getRequired().contains(property.getKey())) {
                var none = OASFactory.createSchema().addType(SchemaType.NULL);
                request.addProperty(
                        property.getKey(), OASFactory.createSchema().anyOf(List.of(property.getValue(), none)));
            }
        }
    }

    private static Schema all() {
        var isTrue = OASFactory.createSchema();
        isTrue.setConstValue(true);
        return OASFactory.createSchema().properties(Map.of("all", isTrue)).addRequired("all");
    }
}
