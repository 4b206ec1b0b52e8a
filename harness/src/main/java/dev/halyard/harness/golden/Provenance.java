package dev.halyard.harness.golden;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where a golden output comes from: {@code provenance.yaml}.
 *
 * @param producer what computed the outputs, for example {@code tflite-micro}
 * @param producerVersion of it
 * @param model file name
 * @param modelSha256 of the model file, 64 hexadecimal digits
 * @param seed of random inputs
 * @param source of real inputs
 * @param created date
 * @param updatedBy who changed it last
 * @param why it was changed
 * @param note anything else
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Provenance(
    String producer,
    String producerVersion,
    String model,
    String modelSha256,
    @Nullable Long seed,
    @Nullable String source,
    @Nullable String created,
    @Nullable String updatedBy,
    @Nullable String why,
    @Nullable String note) {}
