package dev.halyard.harness.image;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options of configured Xtensa cores, as LLVM names them.
 *
 * <p>Source: QEMU's core-de233_fpu and ESP32-S3 core configurations.
 */
final class XtensaFeatures {
  private static final String COMMON =
      "+density,+loop,+mul16,+mul32,+div32,+sext,+nsa,+clamps,+minmax,+bool,+s32c1i,+exception,"
          + "+interrupt,+threadptr,+rvector,+timers3,+debug,+prid,+highpriinterrupts,+windowed,"
          + "+regprotect,+fp";

  /** The same and what no core of ours has. */
  static final String ALL = COMMON + ",+mul32high,+mac16,+dfpaccel,+extendedl32r";

  private static final Map<String, String> CORES =
      Map.of("de233_fpu", COMMON, "esp32s3", COMMON + ",+mul32high");

  private XtensaFeatures() {}

  /**
   * Returns the features of a core; those that all of ours have if it is not named.
   *
   * @throws UnknownCoreException if there is no core of that name here
   */
  static String of(@Nullable String cpu) {
    if (cpu == null) {
      return COMMON;
    }
    String features = CORES.get(cpu);
    if (features == null) {
      throw new UnknownCoreException("'" + cpu + "' is no Xtensa core of XtensaFeatures");
    }
    return features;
  }
}
