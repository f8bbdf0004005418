package io.tandem.web.form;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Makes the JSON of the API mean one thing only: no second value for a key, no unknown field, no {@code "1001"}
 * or {@code 1001.9} for 1001.
 *
 * <p>Invariant: what is accepted is what was written. A number is never rounded, cut or made from a string.
 */
@Singleton
public final class StrictJson implements ObjectMapperCustomizer {
    /** Our bodies are flat; the default of 1000 only serves those who look for a stack overflow. */
    private static final int DEEPEST = 16;

    private static final List<CoercionInputShape> NO_NUMBERS = List.of(
            CoercionInputShape.String,
            CoercionInputShape.EmptyString,
            CoercionInputShape.Float,
            CoercionInputShape.Boolean);
    private static final List<CoercionInputShape> NO_STRINGS =
            List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean);
    private static final List<CoercionInputShape> NO_BOOLEANS = List.of(
            CoercionInputShape.String,
            CoercionInputShape.EmptyString,
            CoercionInputShape.Integer,
            CoercionInputShape.Float);

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
        mapper.enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
        mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        refuse(mapper, LogicalType.Integer, NO_NUMBERS);
        refuse(mapper, LogicalType.Textual, NO_STRINGS);
        refuse(mapper, LogicalType.Boolean, NO_BOOLEANS);
    }

    private static void refuse(ObjectMapper mapper, LogicalType type, List<CoercionInputShape> shapes) {
        shapes.forEach(shape -> mapper.coercionConfigFor(type).setCoercion(shape, CoercionAction.Fail));
    }
}
