package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.ConstantData;
import dev.halyard.engine.ir.ElementType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array of a .npy file, as far as goldens need it: little-endian, C order.
 *
 * @param cases the leading axis: the number of inferences
 */
public record NpyFile(ElementType type, int cases, ConstantData data) {
  private static final int PREFIX = 10;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '(.+)', 'fortran_order': False, 'shape': \\(([^)]*)\\), \\}\\s*");
  private static final Map<String, ElementType> TYPES =
      Map.of(
          "|i1", ElementType.INT8,
          "|u1", ElementType.UINT8,
          "<i2", ElementType.INT16,
          "<i4", ElementType.INT32,
          "<f4", ElementType.FLOAT32);

  public static NpyFile read(Path file) {
    try {
      return parse(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NpyFile parse(byte[] file) {
    int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
    String header = new String(file, PREFIX, length, StandardCharsets.US_ASCII);
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("unexpected .npy header " + header);
    }
    int cases = Integer.parseInt(matcher.group(2).split(",", 2)[0]);
    return new NpyFile(
        TYPES.get(matcher.group(1)),
        cases,
        ConstantData.of(Arrays.copyOfRange(file, PREFIX + length, file.length)));
  }

  /** Returns the bytes of one inference. */
  public byte[] bytes(int index) {
    int size = data.byteCount() / cases;
    return Arrays.copyOfRange(data.toBytes(), index * size, (index + 1) * size);
  }
}
